import Rendering
import Workbench

/// What the Compare scene says.
enum CompareWords {
    /// "48 maps of 32 × 32 px. Original and Mask 3 share one color range in each row."
    static func subtitle(_ content: CompareContent) -> String {
        guard let layer = content.layer?.layer, content.variants.count > 1 else { return "" }
        let maps =
            content.isDense
            ? NumberFormat.count(layer.mapCount, "unit")
            : "\(NumberFormat.count(layer.mapCount, "map")) of "
                + NumberFormat.pixels(layer.width, layer.height)
        let who =
            content.isTable
            ? "All variants" : "\(content.variants[0].name) and \(content.variants[1].name)"
        let place = content.settings.colorRange == .row && !content.isDense ? "in each row" : "in the layer"
        let isDifference = content.isTable && content.settings.cells == .differences
        let note = isDifference ? " Differences from \(content.variants[0].name)." : ""
        return "\(maps). \(who) share one color range \(place).\(note)"
    }

    /// What stands above a column.
    static func head(_ cell: CompareContent.Cell, _ content: CompareContent) -> String {
        switch cell {
        case .value(let column): content.variants[column].name
        case .difference(let column): content.isTable ? content.variants[column].name : "Difference"
        }
    }

    /// A row's name: "High entropy", "#12".
    static func title(_ picture: ComparedPicture, _ content: CompareContent) -> String {
        switch picture {
        case .units: return "All units"
        case .map(let map): return "#\(map)"
        case .block(let block):
            return BlockWords.title(block, of: content.layer?.clusters.count ?? 0)
        }
    }

    /// What a row is made of: "11 maps".
    static func detail(_ picture: ComparedPicture, _ content: CompareContent) -> String {
        guard let layer = content.layer else { return "" }
        switch picture {
        case .units: return NumberFormat.count(layer.layer.mapCount, "unit")
        case .map(let map): return "moved by " + NumberFormat.value(distance(of: map, content))
        case .block(let block): return NumberFormat.count(layer.clusters[block].maps.count, "map")
        }
    }

    /// "moved by 5.3 (L2), mean +0.03", ever shorter.
    static func movement(of map: Int, column: Int = 1, _ content: CompareContent) -> [String] {
        guard let columns = content.layer?.columns, columns.indices.contains(column) else { return [""] }
        let difference = columns[column].differences[map]
        let moved = "moved by \(NumberFormat.value(difference.distance))"
        return ["\(moved) (L2), mean \(signed(difference.mean))", "\(moved) (L2)", moved]
    }

    /// The L2 norm of the largest difference of a map.
    static func distance(of map: Int, _ content: CompareContent) -> Float {
        content.layer?.columns.dropFirst().map { $0.differences[map].distance }.max() ?? 0
    }

    /// The range that a cell's colours span.
    static func range(_ cell: CompareContent.Cell, _ span: LayerComparison.Span) -> String {
        switch cell {
        case .value: NumberFormat.range(span.values.lowerBound, span.values.upperBound)
        case .difference: "\(signed(-span.bound)) \u{2026} \(signed(span.bound))"
        }
    }

    /// A number with its sign: "+0.03".
    static func signed(_ value: Float) -> String {
        let text = NumberFormat.value(value)
        let isZero = text.allSatisfy { "0.".contains($0) }
        return value > 0 && !isZero ? "+" + text : text
    }

    /// What the key says of the signed colours.
    static func higher(_ content: CompareContent) -> String {
        guard content.variants.count > 1, !content.isTable else { return "higher than the first" }
        return content.variants[0].isOriginal
            ? "higher with the mask" : "higher in \(content.variants[1].name)"
    }

    /// "The six maps that moved most", "All 32 maps by movement".
    static func tilesTitle(count: Int, _ content: CompareContent) -> String {
        let all = content.layer?.layer.mapCount ?? 0
        let noun = content.isDense ? "unit" : "map"
        let showsAll = content.settings.showsAllMaps && !content.isDense
        if showsAll || count >= all { return "All \(NumberFormat.count(all, noun)) by movement" }
        return "The \(NumberFormat.word(count)) \(noun)\(count == 1 ? "" : "s") that moved most"
    }

    /// How far a layer moved, for the status line.
    static func movement(of layer: CompareContent.StripLayer, _ content: CompareContent) -> String {
        let parts = zip(content.variants.dropFirst(), layer.movements).map { variant, movement in
            let distance = NumberFormat.share(movement.relativeDistance)
            let cosine = NumberFormat.decimal(movement.cosine, places: 3)
            let who = content.isTable ? "\(variant.name): " : ""
            return "\(who)\(distance) of its length, cosine \(cosine)"
        }
        return "\(layer.names[0]) moved by " + parts.joined(separator: "; ")
    }

    /// The values of all cells at a pixel.
    static func pixel(
        _ picture: ComparedPicture, x: Int, y: Int, cells: [CompareContent.Cell], _ content: CompareContent
    ) -> String {
        let width = content.extent(of: picture).x
        let parts = cells.compactMap { cell -> String? in
            let values = content.values(of: picture, cell)
            guard values.indices.contains(y * width + x) else { return nil }
            let value = values[y * width + x]
            switch cell {
            case .value(let column): return "\(content.variants[column].name) \(NumberFormat.value(value))"
            case .difference: return "difference \(signed(value))"
            }
        }
        return place(picture, x: x, y: y, content) + ": " + parts.joined(separator: ", ")
    }

    private static func place(
        _ picture: ComparedPicture, x: Int, y: Int, _ content: CompareContent
    ) -> String {
        let layer = content.layer?.layer.name ?? ""
        guard picture == .units else {
            let title = title(picture, content)
            let name = title.prefix(1).lowercased() + title.dropFirst()
            return "\(layer), \(name) at \(NumberFormat.position(x, y))"
        }
        let unit = y * content.extent(of: .units).x + x
        let name = content.unitNames.indices.contains(unit) ? " (\(content.unitNames[unit]))" : ""
        return "\(layer), unit \(unit)\(name)"
    }

    /// The notice, where there is nothing to show.
    static func notice(for content: CompareContent) -> Notice? {
        switch content.phase {
        case .ready: return nil
        case .noNetwork:
            return Notice(heading: "No network yet", text: "Open an ONNX file, or drop one here.")
        case .noPicture: return Notice(heading: "No picture yet", text: "Open one, or drop one here.")
        case .computing: return Notice(heading: "Comparing\u{2026}", text: "")
        case .failed(let reason):
            return Notice(heading: "The variants cannot be compared", text: reason, isError: true)
        case .nothingToCompare(let hasPool):
            let draw = Notice.Offer(title: "Draw a mask", command: .showScene(.network))
            let strongest = Notice.Offer(
                title: "Take the strongest window", command: .compareStrongestVariant)
            return Notice(
                heading: "Nothing to compare yet",
                text: "Hide a part of the picture in Network: the original and the masked picture then stand "
                    + "side by side here, layer by layer."
                    + (hasPool ? " Or take the window of the pool that lowers the answer most." : ""),
                offers: hasPool ? [draw, strongest] : [draw])
        }
    }
}
