/// Brings class names and outputs together that differ by the background: TensorFlow's networks for ImageNet have
/// 1,001 outputs, of which the first stands for none of the 1,000 classes.
enum BackgroundClass {
    /// The names for `classCount` outputs, nil where they do not fit; and a sentence about what was done or is
    /// wrong, nil where nothing is.
    static func fit(
        _ names: ClassNames, classCount: Int, source: String
    ) -> (names: ClassNames?, remark: String?) {
        let count = names.names.count
        if count == classCount { return (names, nil) }
        let differing =
            "\(source) names \(words(count, "class", "classes")) for \(words(classCount, "output", "outputs"))"
        if count == 1000, classCount == 1001 {
            let meanings = names.meanings.map { ["None of the classes."] + $0 }
            return (
                ClassNames(["background"] + names.names, meanings: meanings),
                "\(differing): output 0 is taken for the background."
            )
        }
        if count == classCount + 1, let first = names.names.first, isBackground(first) {
            return (
                ClassNames(
                    Array(names.names.dropFirst()), meanings: names.meanings.map { Array($0.dropFirst()) }),
                "\(differing): the first, \"\(first)\", is left out."
            )
        }
        return (nil, "\(differing): the classes are shown by their numbers.")
    }

    private static func isBackground(_ name: String) -> Bool {
        ["background", "__background__", "_background_", "dummy", "none"].contains(name.lowercased())
    }

    private static func words(_ count: Int, _ one: String, _ many: String) -> String {
        let digits = count >= 1000 ? "\(count / 1000),\(String(count % 1000 + 1000).dropFirst())" : "\(count)"
        return "\(digits) \(count == 1 ? one : many)"
    }
}
