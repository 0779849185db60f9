import Analysis
import Datasets
import Samples

/// The tables of a data set.
extension DataTable {
    /// The samples, what they are and what the network takes them for.
    ///
    /// - Parameters:
    ///   - names: of all samples of the data set.
    ///   - networkClassOf: the class of the network that each class of the population is; nil: none.
    static func samples(
        _ population: Population, names: (Int) -> String, answers: SampleAnswers?, networkClassOf: [Int?],
        labels: Labels
    ) -> DataTable {
        let columns = [
            "index", "name", "label", "label name", "predicted", "predicted name", "probability", "correct",
        ]
        let rows = zip(population.samples, population.classOf).map { sample, index -> [String] in
            let own = index < 0 ? ["", ""] : ["\(index)", population.classNames[index]]
            guard let answers, answers.predictions[sample] >= 0 else {
                return ["\(sample)", names(sample)] + own + ["", "", "", ""]
            }
            let predicted = answers.predictions[sample]
            let expected = index < 0 ? nil : networkClassOf[index]
            return ["\(sample)", names(sample)] + own + [
                "\(predicted)", labels.names[predicted], "\(answers.probabilities[sample])",
                expected.map { cell($0 == predicted) } ?? "",
            ]
        }
        return DataTable("samples", columns: columns, rows: rows)
    }

    /// What is taken for what: a row a class of the data, a column a class that it is taken for.
    static func confusion(_ found: SampleConfusion, of population: Population) -> DataTable {
        DataTable(
            "confusion", columns: ["true"] + population.classNames + ["others"],
            rows: zip(population.classNames, found.counts).map { [$0] + $1.map(String.init) })
    }

    /// Where a layer's samples lie on the map, and in which cluster.
    static func map(
        _ embedding: SampleEmbedding, clusters: SampleClusters?, of population: Population,
        names: (Int) -> String
    ) -> DataTable {
        let points = embedding.points.values
        let rows = population.samples.indices.map { row in
            let (sample, index) = (population.samples[row], population.classOf[row])
            return ["\(sample)", names(sample), index < 0 ? "" : population.classNames[index]]
                + [
                    cell(points[row * 2]), cell(points[row * 2 + 1]),
                    clusters.map { "\($0.labels[row])" } ?? "",
                ]
        }
        return DataTable("map", columns: ["index", "name", "label name", "x", "y", "cluster"], rows: rows)
    }

    /// By what a layer's channels are put in order.
    static func ranks(_ scores: ChannelScores, layer: String? = nil) -> DataTable {
        let rows = scores.variance.indices.map { channel in
            (layer.map { [$0] } ?? [])
                + ["\(channel)", "\(scores.variance[channel])", "\(scores.classDistance[channel])"]
                + [scores.filterNorm.map { "\($0[channel])" } ?? ""]
        }
        return DataTable(
            "ranks",
            columns: (layer == nil ? [] : ["layer"]) + [
                "channel", "variance", "classDistance", "filterNorm",
            ],
            rows: rows)
    }

    /// How well classes lie together in the order of each operation.
    ///
    /// - Parameter entries: an operation, its quality (of all, of each class; not a number where there is none) and its
    ///   pictures with no, one and two neighbours of their class.
    static func quality(
        _ entries: [(name: String, quality: Float, ofClasses: [Float], agreement: [Int]?)],
        classNames: [String]
    ) -> DataTable {
        let rows = entries.map { entry in
            [entry.name, cell(entry.quality)] + (entry.agreement?.map(String.init) ?? ["", "", ""])
                + entry.ofClasses.map { cell($0) }
        }
        return DataTable(
            "quality",
            columns: ["operation", "quality", "no neighbor", "one neighbor", "two neighbors"] + classNames,
            rows: rows)
    }

    /// A table with a column an operation and a row a sample.
    static func perSample(
        _ name: String, _ population: Population, columns: [(name: String, values: [String])]
    ) -> DataTable {
        DataTable(
            name, columns: ["index"] + columns.map(\.name),
            rows: population.samples.enumerated().map { row, sample in
                ["\(sample)"] + columns.map { $0.values[row] }
            })
    }
}
