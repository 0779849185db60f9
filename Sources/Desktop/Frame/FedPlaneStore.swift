import Datasets
import Rendering
import Workbench

/// What the network is fed, as pictures: made again when the input, its preprocessing or the colours change.
@MainActor
final class FedPlaneStore {
    /// A channel with its picture; all channels are coloured by one range.
    struct Plane {
        let fed: FedPlane
        let image: DisplayImage
    }

    private(set) var planes: [Plane] = []
    /// The range that the colours span.
    private(set) var range: ClosedRange<Float> = 0...0
    /// The colours.
    var colorMap: ColorMap { source?.colors == .gray ? .gray : .viridis }
    private var source: (input: Picture, preprocessing: Preprocessing, colors: MapColors)?

    /// Looks at the state again.
    func update(from state: AppState) {
        guard let network = state.network, let input = state.shownInput else {
            (planes, source) = ([], nil)
            return
        }
        let (preprocessing, colors) = (network.preprocessing, state.settings.mapColors)
        if let source, source.input == input, source.colors == colors,
            source.preprocessing.feedsLike(preprocessing)
        {
            return
        }
        source = (input, preprocessing, colors)
        let fed = preprocessing.planes(of: input)
        let low = fed.map(\.range.lowerBound).min() ?? 0
        let high = fed.map(\.range.upperBound).max() ?? 0
        range = low...max(low, high)
        planes = fed.map { Plane(fed: $0, image: image(of: $0)) }
    }

    private func image(of plane: FedPlane) -> DisplayImage {
        let pixels = plane.values.withValues {
            colorMap.rgba(values: $0, low: range.lowerBound, high: range.upperBound)
        }
        return DisplayImage(width: plane.values.shape[1], height: plane.values.shape[0], pixels: pixels)
    }
}
