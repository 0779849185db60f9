/// The names of classes as a file gives them, in the order of the network's outputs.
struct ClassNames: Equatable {
    /// One name a class.
    var names: [String]
    /// What each name stands for, where the file says more than a name.
    var meanings: [String]?

    /// Names as they stand.
    init(_ names: [String], meanings: [String]? = nil) {
        self.names = names
        self.meanings = meanings
    }

    /// Names that may be lists of synonyms, as in "tench, Tinca tinca": the first one becomes the name, and the
    /// whole list the meaning. Lists are taken for such where most of them have commas; two classes never get the
    /// same name by it.
    init(synonyms: [String]) {
        let commaCount = synonyms.count { $0.contains(", ") }
        guard commaCount * 2 >= synonyms.count, commaCount > 0 else {
            self.init(synonyms)
            return
        }
        let firsts = synonyms.map { $0.prefix { $0 != "," }.description }
        let uses = Dictionary(firsts.map { ($0, 1) }, uniquingKeysWith: +)
        self.init(
            zip(firsts, synonyms).map { uses[$0] == 1 && !$0.isEmpty ? $0 : $1 }, meanings: synonyms)
    }

    /// Whether the names say nothing: transformers numbers classes LABEL_0, LABEL_1 where it knows none.
    var arePlaceholders: Bool {
        names.enumerated().allSatisfy { $1 == "LABEL_\($0)" }
    }
}
