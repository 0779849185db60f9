import Datasets

/// The tables of variants side by side; `names` are what they are called, the reference first.
extension DataTable {
    /// How far each layer of every variant lies from the reference's.
    static func comparison(
        _ comparison: Comparison, names: [String], network: LoadedNetwork
    ) -> DataTable {
        let rows = zip(comparison.columns, names).dropFirst().flatMap { column, name in
            zip(network.layers, column.movements).filter { $0.0.kind != .join }.map { layer, movement in
                [layer.name, name, cell(movement.relativeDistance), cell(movement.cosine)]
            }
        }
        return DataTable(
            "comparison", columns: ["layer", "variant", "relativeL2", "cosine"], rows: Array(rows))
    }

    /// What every variant says, for the classes that are among the ten most probable of any.
    static func answers(_ comparison: Comparison, names: [String], labels: Labels) -> DataTable {
        let columns = comparison.columns
        let classes = columns.dropFirst().flatMap { column in
            Comparison.changes(from: columns[0].probabilities, to: column.probabilities).map(\.classIndex)
        }
        var seen: Set<Int> = []
        let rows = classes.filter { seen.insert($0).inserted }.map { index in
            ["\(index)", labels.name(of: index)] + columns.map { cell($0.probabilities[index]) }
        }
        return DataTable("answers", columns: ["index", "label"] + names, rows: rows)
    }

    /// How far each map of the shown layer lies from the reference's.
    static func mapChanges(_ comparison: Comparison, names: [String]) -> DataTable {
        let layer = comparison.layer
        let rows = zip(layer.columns, names).dropFirst().flatMap { column, name in
            column.differences.enumerated().map { map, difference in
                [layer.layer.name, name, "\(map)", cell(difference.distance), cell(difference.mean)]
                    + [cell(difference.largest)]
            }
        }
        return DataTable(
            "maps", columns: ["layer", "variant", "map", "distance", "meanDifference", "largestDifference"],
            rows: Array(rows))
    }
}
