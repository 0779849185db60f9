import Rendering
import Workbench

// The scenes that show a data set: where what a step asks for is touched.

extension ClassesScene {
    /// The list of classes.
    public func guide(for step: TourStep) -> TourGuide {
        guard !layout.rows.isEmpty else { return TourGuide() }
        let list = layout.rows.first.map { $0.place.union(layout.rows.last?.place ?? $0.place) }
        return TourGuide(
            target: step == .classes ? list?.intersection(layout.listArea).map(named) : nil,
            occupied: [layout.side, layout.listArea] + [layout.matrix].compactMap(\.self))
    }

    /// The names of rows.
    private func named(_ list: Rectangle) -> Rectangle {
        Rectangle(
            x: list.minX - 4, y: list.minY, width: layout.name.upperBound - list.minX + 4,
            height: list.height)
    }
}

extension MapScene {
    /// The scatterplot.
    public func guide(for step: TourStep) -> TourGuide {
        guard content.isOpen else { return TourGuide() }
        return TourGuide(
            target: step == .lasso ? layout.plot : nil, occupied: [layout.matrix] + layout.strip.tiles)
    }
}

extension ChannelsScene {
    /// The strip of layers.
    public func guide(for step: TourStep) -> TourGuide {
        TourGuide(
            target: step == .channels ? layout.strip : nil, occupied: layout.cards.map(\.body))
    }
}

extension CurvesScene {
    /// The drawing of the network.
    public func guide(for step: TourStep) -> TourGuide {
        guard content.isOpen else { return TourGuide() }
        return TourGuide(target: step == .curves ? layout.stripArea : nil, occupied: layout.large)
    }
}

extension UnitsScene {
    /// The plots.
    public func guide(for step: TourStep) -> TourGuide {
        guard content.isOpen else { return TourGuide() }
        return TourGuide(
            target: step == .units ? layout.matrix : nil,
            occupied: [layout.strip] + [layout.card, layout.overview, layout.selection].compactMap(\.self))
    }
}

extension NeighborsScene {
    /// The disc around the picture in focus.
    public func guide(for step: TourStep) -> TourGuide {
        guard content.isOpen else { return TourGuide() }
        let (center, radius) = (layout.radial.center, layout.radial.unit * RadialLayout.rimRadius)
        return TourGuide(
            target: step == .neighbors
                ? Rectangle(origin: center, size: .zero).inset(by: -radius) : nil,
            occupied: [layout.stability, layout.distances].compactMap(\.self))
    }
}
