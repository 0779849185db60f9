import Foundation

/// Looks for the names of a network's classes: in files of the model's name, in the model itself, then in the files
/// of its folder that usually have them. The first that fit the number of outputs are taken.
struct LabelSearch {
    /// What was found, and where.
    private(set) var found: (names: ClassNames, origin: Labels.Origin)?
    /// What was wrong with what was not taken, or unusual with what was.
    private(set) var remark: String?
    private let classCount: Int

    init(beside model: URL, properties: [String: String], classCount: Int) {
        self.classCount = classCount
        let neighbors = NeighborFiles(model: model)
        look(inFiles: Self.ownNames(stem: neighbors.stem), of: neighbors)
        look(in: properties)
        look(inFiles: Self.commonNames, of: neighbors)
    }

    /// The files that labels are looked for in, best first, beside a model of the name `stem`.
    static func fileNames(stem: String) -> [String] { ownNames(stem: stem) + commonNames }

    /// Files that belong to one model.
    private static func ownNames(stem: String) -> [String] {
        let endings = ["txt", "json", "csv"]
        return [".labels", "_labels", "-labels", ".classes", "_classes", "-classes", ".class_names"]
            .flatMap { part in endings.map { "\(stem)\(part).\($0)" } }
            + ["\(stem).txt", "\(stem).json", "\(stem).config.json"]
    }

    /// Files that may belong to all models of a folder.
    private static let commonNames =
        [
            "config.json", "labels.txt", "labels.json", "labels.csv", "label.txt", "classes.txt",
            "classes.json",
            "classes.csv", "class_names.txt", "class_names.json", "class_index.json", "class_indices.json",
            "index_to_name.json", "id2label.json", "label_map.json", "categories.txt", "names.txt",
            "synset.txt",
            "synsets.txt", "synset_words.txt", "LOC_synset_mapping.txt", "imagenet_classes.txt",
            "imagenet_classes.json", "imagenet_class_index.json", "imagenet_labels.txt",
            "imagenet_labels.json",
            "imagenet-simple-labels.json", "imagenet_synsets.txt", "ImageNetLabels.txt",
            "imagenet1000_clsidx_to_labels.txt", "imagenet_slim_labels.txt",
        ]

    private mutating func look(inFiles names: [String], of neighbors: NeighborFiles) {
        for name in names where found == nil {
            guard let url = neighbors.file(named: name) else { continue }
            do {
                if let names = try LabelFile.read(url, file: name) { consider(names, .file(name)) }
            } catch {
                remark = remark ?? "\(error) It was passed over."
            }
        }
    }

    /// Ultralytics' models and others have their labels in a property.
    private mutating func look(in properties: [String: String]) {
        for key in ["names", "labels", "classes", "class_names", "id2label"] where found == nil {
            guard let names = properties[key].flatMap(LabelFile.read) else { continue }
            consider(names, .model)
        }
    }

    private mutating func consider(_ names: ClassNames, _ origin: Labels.Origin) {
        guard !names.arePlaceholders else { return }
        let fitting = BackgroundClass.fit(names, classCount: classCount, source: origin.words)
        if let names = fitting.names {
            found = (names, origin)
            remark = fitting.remark
        } else {
            remark = remark ?? fitting.remark
        }
    }
}
