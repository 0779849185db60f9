import Rendering
import Workbench

/// What of the Curves scene lies under the pointer.
enum CurvesHover: Equatable {
    /// A word of the switch at the top right.
    case tab(SceneName)
    /// A small glyph, by its index; the place in its order of the cell, if there is a sample.
    case glyph(Int, place: Int?)
    /// The rest of the network.
    case graph
    /// A large glyph, 0 or 1; the place in the open operation's order, if there is a sample.
    case large(Int, place: Int?)
    /// A row of the list, by its place there.
    case classRow(Int)
    /// A row of the agreement: so many neighbours alike.
    case agreementRow(Int)
}

extension CurvesScene {
    /// What lies at a place.
    func picked(at place: Point) -> CurvesHover? {
        if let scene = SampleTabs(name, stageSize: layout.size).scene(at: place) { return .tab(scene) }
        guard content.isOpen, let stage else { return nil }
        if layout.stripArea.contains(place) {
            let painter = graphPainter(stage)
            guard let index = painter.operation(at: place) else { return .graph }
            return .glyph(index, place: self.place(at: place, in: painter.place(of: index), content.operations[index]))
        }
        if let index = layout.large.firstIndex(where: { $0.contains(place) }), let opened = content.opened {
            guard let frame = largePlace(index) else { return .large(index, place: nil) }
            return .large(index, place: self.place(at: place, in: frame, opened))
        }
        guard let list = layout.list else { return nil }
        if list.classArea.contains(place), let row = list.classes.firstIndex(where: { $0.contains(place) }) {
            return .classRow(row)
        }
        return list.agreement.firstIndex { $0.contains(place) }.map { .agreementRow($0) }
    }

    private func place(at place: Point, in frame: CurvePlace, _ operation: CurvesContent.Operation) -> Int? {
        guard let glyph = operation.glyph, let cell = frame.cell(at: place) else { return nil }
        return glyph.grid.place(inColumn: cell.x, row: cell.y)
    }

    /// The cells of a large glyph; nil where there is nothing yet.
    func largePlace(_ index: Int) -> CurvePlace? {
        guard let grid = content.grid, layout.large.indices.contains(index) else { return nil }
        return CurvePlace(frame: layout.large[index], cells: SIMD2(grid.width, grid.height))
    }

    /// The glyph under the pointer and the place in its order; nil: no sample is under it.
    var hoveredPlace: (operation: CurvesContent.Operation, glyph: CurveGlyph, place: Int)? {
        switch hover {
        case .glyph(let index, let place?):
            guard content.operations.indices.contains(index), let glyph = content.operations[index].glyph else {
                return nil
            }
            return (content.operations[index], glyph, place)
        case .large(_, let place?):
            guard let opened = content.opened, let glyph = opened.glyph else { return nil }
            return (opened, glyph, place)
        default: return nil
        }
    }

    /// The sample under the pointer, by its index in the data set.
    var hoveredSample: Int? {
        guard let found = hoveredPlace, found.place < found.glyph.order.count else { return nil }
        let position = found.glyph.order[found.place]
        return content.population.samples.indices.contains(position) ? content.population.samples[position] : nil
    }

    /// The samples whose cells in the open operation lie inside of a lasso, by their index in the data set.
    func samples(in lasso: SampleLasso, large index: Int) -> Set<Int> {
        guard lasso.isArea, let glyph = content.opened?.glyph, let frame = largePlace(index) else { return [] }
        let inside = glyph.order.indices.filter {
            lasso.contains(frame.place(of: glyph.grid.cell(of: $0)).center)
        }
        return Set(inside.map { content.population.samples[glyph.order[$0]] })
    }
}
