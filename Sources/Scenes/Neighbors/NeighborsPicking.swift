import Rendering
import Workbench

/// What of the Neighbors scene lies under the pointer.
enum NeighborsHover: Equatable {
    /// The switch between plots and maps: maps where true.
    case stageSwitch(isMaps: Bool)
    /// The switch between the two operations' distances: the second one's where true.
    case distanceSwitch(isTo: Bool)
    /// What plays the change.
    case play
    /// The name of an operation, by its axis.
    case axis(Int)
    /// A line of the stability plot, by the sample's index in the data set.
    case line(Int)
    /// The stability plot beside its lines.
    case stability
    /// The curve of a class.
    case curve(Int)
    /// A neighbour's trace, by the sample's index in the data set.
    case trace(Int)
    /// The sector of a class, by its rim or label.
    case sector(Int)
    /// The picture in the middle of the disc.
    case core
    /// A picture beside the disc or below the strip, by the sample's index in the data set.
    case picture(Int, Rectangle)
    /// A bar of the strip, by its place there.
    case bar(Int)
    /// Something of a map.
    case map(Int, ScatterHover)
}

extension NeighborsScene {
    /// What lies at a place.
    func picked(at place: Point) -> NeighborsHover? {
        if let stage = layout.stageSwitch, stage.contains(place) {
            return .stageSwitch(isMaps: place.x > stage.center.x)
        }
        guard content.isOpen else { return nil }
        return pickedPlots(at: place) ?? pickedNeighborhood(at: place) ?? pickedMap(at: place)
    }

    private func pickedPlots(at place: Point) -> NeighborsHover? {
        if content.curves.to != nil, layout.distanceSwitch.contains(place) {
            return .distanceSwitch(isTo: place.x > layout.distanceSwitch.center.x)
        }
        if let plot = stabilityPlot {
            let named = plot.namedAxes(important: shownAxes)
            let axis = plot.axis(at: place.y)
            if named.contains(axis), StabilityPainter.namePlace(ofAxis: axis, in: plot).contains(place) {
                return .axis(axis)
            }
            if let position = plot.line(at: place, chosen: content.selected) {
                return .line(plot.lines.samples[position])
            }
            if plot.area.inset(by: -8).contains(place) { return .stability }
        }
        if let area = layout.distances, area.inset(by: -16).contains(place), let plot = distancePlot {
            return plot.classIndex(at: place).map { .curve($0) }
        }
        return nil
    }

    private func pickedNeighborhood(at place: Point) -> NeighborsHover? {
        guard let plot = motion.plot else { return nil }
        if layout.play.contains(place) { return .play }
        if let (sample, frame) = brushedPictures.first(where: { $0.place.contains(place) }) {
            return .picture(sample, frame)
        }
        if let bar = strip.index(at: place) { return .bar(bar) }
        if let picture = radialLabels?.pictures.first(where: { $0.place.contains(place) }) {
            return .picture(picture.sample, picture.place)
        }
        if let label = radialLabels?.labels.first(where: { $0.place.contains(place) }) {
            return .sector(label.classIndex)
        }
        if layout.radial.core.contains(place) { return .core }
        if let trace = layout.radial.trace(at: place, in: plot) { return .trace(trace.sample) }
        let distance = layout.radial.distance(of: place)
        let rim = layout.radial.unit * RadialLayout.rimRadius - 4
        guard distance >= rim, distance <= layout.radial.outerRadius + 3 else { return nil }
        return plot.sector(at: layout.radial.angle(of: place)).map { .sector($0.classIndex) }
    }

    private func pickedMap(at place: Point) -> NeighborsHover? {
        for index in layout.maps.indices where layout.maps[index].contains(place) {
            return mapPainter(index)?.picked(at: place).map { .map(index, $0) }
        }
        return nil
    }
}
