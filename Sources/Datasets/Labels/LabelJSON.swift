/// Names of classes in JSON, in any of the shapes that other programs write.
struct LabelJSON {
    let value: JSONValue

    /// Whether there is nothing but names: a list, or an object of numbers and names.
    var isMereList: Bool {
        switch value {
        case .list: return classNames() != nil
        case .object(let entries): return !entries.isEmpty && entries.keys.allSatisfy { Int($0) != nil }
        default: return false
        }
    }

    /// The names; nil where there are none.
    func classNames() -> ClassNames? {
        switch value {
        case .list(let elements): fromList(elements)
        case .object(let entries): fromObject(entries)
        default: nil
        }
    }

    /// `["tench", …]`, `[["n01440764", "tench"], …]` or `[{"id": 0, "name": "tench"}, …]`.
    private func fromList(_ elements: [JSONValue]) -> ClassNames? {
        let numbers = elements.compactMap { $0["id"]?.integer ?? $0["index"]?.integer }
        let names = elements.compactMap(Self.name)
        guard !names.isEmpty, names.count == elements.count else { return nil }
        guard numbers.count == names.count else { return ClassNames(synonyms: names) }
        return LabelText.ordered(zip(numbers, names).map { ($0, $1) }).map(ClassNames.init(synonyms:))
    }

    /// `{"0": "tench", …}`, Keras' `{"0": ["n01440764", "tench"], …}`, `{"tench": 0, …}`, or one of these under a
    /// key of its own, as in a `config.json`.
    private func fromObject(_ entries: [String: JSONValue]) -> ClassNames? {
        let numbered = entries.compactMap { key, value in
            Int(key).flatMap { number in Self.name(of: value).map { (number: number, name: $0) } }
        }
        if !entries.isEmpty, numbered.count == entries.count {
            return LabelText.ordered(numbered).map(ClassNames.init(synonyms:))
        }
        let inverse = entries.compactMap { key, value in value.integer.map { (number: $0, name: key) } }
        if !entries.isEmpty, inverse.count == entries.count {
            return LabelText.ordered(inverse).map(ClassNames.init(synonyms:))
        }
        return fromKeys(entries)
    }

    private func fromKeys(_ entries: [String: JSONValue]) -> ClassNames? {
        let keys = ["id2label", "label_names", "labels", "classes", "class_names", "names", "categories"]
        for key in keys {
            guard let value = entries[key], var names = LabelJSON(value: value).classNames() else { continue }
            // timm says what each label stands for beside.
            let descriptions = entries["label_descriptions"]?.object { $0.string }
            if let descriptions, names.meanings == nil {
                names.meanings = names.names.map { descriptions[$0] ?? $0 }
                names = Self.readable(names)
            }
            return names
        }
        return nil
    }

    /// WordNet's numbers as names are no names: the descriptions take their place.
    private static func readable(_ names: ClassNames) -> ClassNames {
        guard let meanings = names.meanings, names.names.allSatisfy({ $0.wholeMatch(of: /n\d{8}/) != nil })
        else { return names }
        return ClassNames(synonyms: meanings)
    }

    private static func name(of value: JSONValue) -> String? {
        if let name = value.string { return name }
        // Keras writes WordNet's number and the name, its blanks as underscores.
        if let parts = value.list(of: \.string) { return parts.last?.replacing("_", with: " ") }
        return ["name", "label", "display_name"].compactMap { value[$0]?.string }.first
    }
}
