import Rendering
import Workbench

/// What the status line says of the Units scene.
extension UnitsScene {
    /// What is under the pointer, with values.
    public var statusText: String {
        guard content.isOpen, let facts = content.facts else { return "" }
        switch hover {
        case .point(let point, let cell): return words(of: point, cell, facts)
        case .thumbnail(let sample): return SampleWords.sentence(on: sample, facts)
        case .unit(let unit):
            guard let points = content.cloud?.points else { return "" }
            let mean = NumberFormat.value(points.means[unit])
            return
                "\(content.unitNames[unit]): mean \(mean), sd \(NumberFormat.value(points.deviations[unit]))"
        case .plot(let cell):
            guard let correlation = content.cloud?.points.correlation else { return "" }
            let (x, y) = (grid.columns[cell.column], grid.rows[cell.row])
            let value = NumberFormat.decimal(correlation[x, y], places: 2)
            return "\(content.unitNames[x]) across, \(content.unitNames[y]) upwards, correlation \(value)"
        case .response(let layer, let unit):
            let shown = content.layers[layer]
            guard let scores = shown.scores, scores.indices.contains(unit) else { return shown.name }
            return "\(shown.name) \(shown.unitNames[unit]): \(UnitsWords.response(scores[unit])) sd"
        case .layer(let layer): return content.layers[layer].name
        case .classRow(let row):
            return content.classes.indices.contains(row) ? "Click: select \(content.classes[row].name)" : ""
        case .overview:
            return UnitsWords.plots(
                layout.shown * layout.shown, of: content.order.count * content.order.count)
        case nil: return SampleWords.selection(content.selected, facts)
        }
    }

    private func words(of point: Int, _ cell: UnitGrid.Cell, _ facts: SampleFacts) -> String {
        guard let cloud = content.cloud else { return "" }
        let sample = cloud.sample(point)
        let label = facts.ownClass(of: sample).map { facts.classNames[$0] + ", " } ?? ""
        let values = [grid.columns[cell.column], grid.rows[cell.row]].map {
            "\(content.unitNames[$0]) \(NumberFormat.value(cloud.value($0, point)))"
        }
        let place = content.position(ofPlace: Int(cloud.points.places[point]))
        let position = content.isMap ? ", place \(NumberFormat.position(place.x, place.y))" : ""
        return label + facts.name(of: sample) + position + ": " + values.joined(separator: ", ")
    }

    /// What mouse and keys do here.
    public var hints: [Hint] {
        guard content.isOpen else { return [] }
        switch hover {
        case .response, .layer: return [Hint("Click: go to this unit"), Hint("next layer", key: "PgDn")]
        case .unit: return [Hint("Click: bring it to the middle"), Hint("wheel: more plots")]
        case .overview: return [Hint("Drag: move the plots"), Hint("step", key: "\u{2190} \u{2192}")]
        default:
            return [
                Hint("Drag: lasso"), Hint("adds", key: "Shift"), Hint("takes away", key: "Alt"),
                Hint("wheel: more plots"), Hint("move", key: "\u{2190} \u{2192}"),
            ]
        }
    }

    /// The pointer's shape.
    public var cursor: Cursor {
        switch hand.grip {
        case .pan, .overview: return .hand
        case .lasso: return .crosshair
        case .click, nil: break
        }
        switch hover {
        case .plot: return .crosshair
        case .point, .unit, .classRow, .overview, .response, .layer, .thumbnail: return .hand
        case nil: return .arrow
        }
    }

    /// What is said about a part of the stage.
    public var tip: StageTip? {
        guard case .overview = hover, let place = layout.overview else { return nil }
        return StageTip(
            id: "units overview",
            words: "Correlation of every two units over the points, in the order of the plots. Drag to move.",
            place: place)
    }
}
