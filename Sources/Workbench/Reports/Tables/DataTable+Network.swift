import Datasets
import Occlusion

/// The tables of one picture.
extension DataTable {
    /// The most probable classes, the most probable first.
    ///
    /// - Parameter original: the unmasked picture's probabilities, where it is another picture.
    static func top(
        _ analysis: NetworkAnalysis, original: [Float]?, labels: Labels, count: Int = 10
    ) -> DataTable {
        let columns = ["rank", "index", "label", "probability"] + (original == nil ? [] : ["withoutMask"])
        let rows = analysis.top(count).enumerated().map { rank, entry in
            ["\(rank + 1)", "\(entry.index)", labels.name(of: entry.index), "\(entry.probability)"]
                + (original.map { [cell($0[entry.index])] } ?? [])
        }
        return DataTable("top", columns: columns, rows: rows)
    }

    /// The blocks of all layers: their maps, mean entropy, the share that the face explains, and how far a mask moved
    /// the layer.
    ///
    /// - Parameter movement: an entry a layer; nil without a mask.
    static func layers(_ analysis: NetworkAnalysis, movement: [Float]?) -> DataTable {
        let columns = [
            "layer", "kind", "maps", "height", "width", "block", "blockMaps", "meanEntropy",
            "explainedVariance",
        ]
        let rows = analysis.layers.enumerated().flatMap { place, found -> [[String]] in
            let layer = found.layer
            guard layer.kind != .join else { return [] }
            let whole = [
                layer.name, layer.kindWord, "\(layer.mapCount)", "\(layer.height)", "\(layer.width)",
            ]
            return found.clusters.enumerated().map { number, cluster in
                whole + [
                    "\(number)", "\(cluster.maps.count)", cell(cluster.meanEntropy),
                    cell(cluster.explainedVariance),
                ] + (movement.map { [cell($0[place])] } ?? [])
            }
        }
        return DataTable("layers", columns: columns + (movement == nil ? [] : ["relativeL2"]), rows: rows)
    }

    /// Every map with its block and its entropy.
    static func maps(_ analysis: NetworkAnalysis) -> DataTable {
        let rows = analysis.layers.flatMap { found -> [[String]] in
            guard found.layer.kind != .join else { return [] }
            var blockOf = [Int](repeating: 0, count: found.entropies.count)
            for (number, cluster) in found.clusters.enumerated() {
                for map in cluster.maps { blockOf[map] = number }
            }
            return found.entropies.enumerated().map { map, entropy in
                [found.layer.name, "\(map)", "\(blockOf[map])", cell(entropy)]
            }
        }
        return DataTable("maps", columns: ["layer", "map", "block", "entropy"], rows: rows)
    }

    /// The windows of a pool, in pixels of the network's input, and what the network says of each.
    static func pool(_ pool: Pool, labels: Labels) -> DataTable {
        let corners = pool.corners.map { labels.name(of: $0.classIndex) }
        let columns =
            ["x", "y", "width", "height", "predicted", "label"] + corners.map { "P(\($0))" }
            + ["outside", "selected", "supportVector", "decisionValue"]
        let values = pool.boundary.decisionValues
        let rows = pool.variants.enumerated().map { index, variant in
            let mask = variant.mask
            return ["\(mask.x)", "\(mask.y)", "\(mask.width)", "\(mask.height)", "\(variant.predicted)"]
                + [labels.name(of: variant.predicted)] + variant.cornerProbabilities.map { cell($0) }
                + [
                    cell(variant.placement.outside), cell(variant.isSelected), cell(variant.isSupportVector),
                    cell(values?[index]),
                ]
        }
        return DataTable("pool", columns: columns, rows: rows)
    }

    /// Deletion and insertion, a row a step.
    static func curves(_ curves: RemovalCurves, named name: String = "curves") -> DataTable {
        DataTable(
            name, columns: ["share", "deletion", "insertion"],
            rows: curves.shares.indices.map {
                [cell(curves.shares[$0]), cell(curves.deletion[$0]), cell(curves.insertion[$0])]
            })
    }

    /// Deletion and insertion in several orders, a row a step.
    static func curves(_ runs: [(order: CurveOrder, curves: RemovalCurves)]) -> DataTable {
        let rows = runs.flatMap { run in curves(run.curves).rows.map { [run.order.rawValue] + $0 } }
        return DataTable("curves", columns: ["order", "share", "deletion", "insertion"], rows: rows)
    }
}
