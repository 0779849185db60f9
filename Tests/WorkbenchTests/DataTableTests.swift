import Datasets
import Foundation
import Occlusion
import Testing

@testable import Workbench

/// Tables of a report and of what is on stage hold the numbers of `analysis.json`.
@Suite struct DataTableTests {
    private func request() throws -> PictureRequest {
        let assets = try #require(ShippedFiles.assets)
        return PictureRequest(
            model: assets.appending(path: "Models/digits.onnx"),
            picture: assets.appending(path: "Examples/digit-3.png"), clusterCount: 3,
            rectangles: [PixelRectangle(x: 8, y: 8, width: 10, height: 10)], fill: .black)
    }

    /// The lines of a CSV without quoted cells, by the names of the columns.
    private func rows(_ csv: Data) throws -> [[String: String]] {
        let lines = String(decoding: csv, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let head = try #require(lines.first)
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(head, $0)) }
    }

    @Test("Cells with commas, quotes and line ends are quoted; what is no number is empty")
    func quoting() {
        let table = DataTable(
            "t", columns: ["a,b", "c"], rows: [["say \"x\"", "1\n2"], [DataTable.cell(Float.nan), "é"]])
        let text = "\"a,b\",c\n\"say \"\"x\"\"\",\"1\n2\"\n,é\n"
        #expect(String(decoding: table.csv, as: UTF8.self) == text)
    }

    @Test("A mark that combines with a comma, a quote or a line end hides it from nobody")
    func combiningMarks() {
        let cells = ["a,\u{301}", "\"\u{301}b", "c\n\u{301}"].map(CSV.cell)
        let expected = ["\"a,\u{301}\"", "\"\"\"\u{301}b\"", "\"c\n\u{301}\""]
        #expect(cells.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }

    @Test("The tables of a report equal its JSON")
    func tablesEqualTheJSON() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tables-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try AnalysisReport.make(try request(), withPool: true)
        try report.write(to: folder, withTensors: false)
        func data(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }
        let json = try #require(
            try JSONSerialization.jsonObject(with: try data("analysis.json")) as? [String: Any])
        #expect(
            Set(["top.csv", "layers.csv", "maps.csv", "pool.csv"]).isSubset(
                of: Set(json["files"] as? [String] ?? [])))

        let top = try #require(json["top"] as? [[String: Any]])
        let topRows = try rows(data("top.csv"))
        #expect(topRows.count == top.count)
        for (row, entry) in zip(topRows, top) {
            #expect(row["label"] == entry["label"] as? String)
            #expect(Float(row["probability"] ?? "") == (entry["probability"] as? NSNumber)?.floatValue)
            #expect(row["withoutMask"] != nil)
        }
        let layers = try #require(json["layers"] as? [[String: Any]])
        let blocks = layers.flatMap { layer in
            (layer["clusters"] as? [[String: Any]] ?? []).map { (layer["name"] as? String, $0) }
        }
        let blockRows = try rows(data("layers.csv"))
        #expect(blockRows.count == blocks.count)
        for (row, (name, block)) in zip(blockRows, blocks) {
            #expect(row["layer"] == name)
            #expect(row["blockMaps"] == "\((block["maps"] as? [Int])?.count ?? -1)")
            #expect(Float(row["meanEntropy"] ?? "") == (block["meanEntropy"] as? NSNumber)?.floatValue)
            #expect(
                Float(row["explainedVariance"] ?? "") == (block["explainedVariance"] as? NSNumber)?.floatValue
            )
        }
        let entropies = layers.flatMap { ($0["entropies"] as? [NSNumber] ?? []).map(\.floatValue) }
        #expect(try rows(data("maps.csv")).map { Float($0["entropy"] ?? "") } == entropies)
        // How far a layer moved is also what the comparison says.
        let moved = try rows(data("comparison.csv")).map { [$0["layer"], $0["relativeL2"]] }
        let own = blockRows.map { [$0["layer"], $0["relativeL2"]] }
        #expect(own.allSatisfy { moved.contains($0) })
    }

    @Test("The windows of the pool equal its JSON")
    func poolEqualsTheJSON() throws {
        let report = try AnalysisReport.make(try request(), withPool: true)
        let pool = try #require(report.pool)
        let table = DataTable.pool(pool, labels: report.network.labels)
        #expect(table.rows.count == pool.variants.count)
        let found = try rows(table.csv)
        for (row, variant) in zip(found, pool.variants) {
            #expect(row["x"] == "\(variant.mask.x)" && row["width"] == "\(variant.mask.width)")
            #expect(row["predicted"] == "\(variant.predicted)")
            #expect(row["supportVector"] == (variant.isSupportVector ? "1" : "0"))
            #expect(Double(row["outside"] ?? "") == variant.placement.outside)
        }
        #expect(found.contains { $0["selected"] == "1" } && found.contains { $0["selected"] == "0" })
    }

    @Test("A curve's points are its table's rows")
    func curves() throws {
        let curves = RemovalCurves(
            classIndex: 1, fill: .black, shares: [0, 0.5, 1], deletion: [0.9, 0.4, 0.1],
            insertion: [0.1, 0.6, 0.9])
        let text = "share,deletion,insertion\n0.0,0.9,0.1\n0.5,0.4,0.6\n1.0,0.1,0.9\n"
        #expect(String(decoding: DataTable.curves(curves).csv, as: UTF8.self) == text)
        let both = DataTable.curves([(order: .map, curves: curves), (order: .chance, curves: curves)])
        #expect(both.rows.count == 6 && both.rows[3] == ["chance", "0.0", "0.9", "0.1"])
    }

    @Test("The stage offers the tables of its scene as soon as they can be made")
    @MainActor func ofTheStage() throws {
        let state = try AppState.prepared(try request(), withPool: false)
        #expect(state.stageTables == [.top, .layers, .maps])
        #expect(state.table(.top)?.rows.count == 10)
        #expect(state.table(.layers)?.columns.last == "relativeL2")
        #expect(state.table(.pool) == nil && state.table(.samples) == nil)
        try state.prepareComparison()
        #expect(state.stageTables == [.comparison, .answers, .maps])
        let comparison = try #require(state.comparison.result)
        let table = try #require(state.table(.comparison))
        let layers = state.network?.layers.filter { $0.kind != .join }.map(\.name)
        #expect(table.rows.map { $0[0] } == layers)
        #expect(table.rows.allSatisfy { $0[1] == "Mask 1" })
        #expect(table.rows.map { $0[2] }.contains("\(comparison.columns[1].movements[0].relativeDistance)"))
        #expect(state.table(.answers)?.columns == ["index", "label", "Original", "Mask 1"])
    }
}
