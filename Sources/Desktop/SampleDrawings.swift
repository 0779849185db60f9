import Datasets
import Foundation
import Rendering
import Samples
import Scenes
import Workbench

/// Draws the pictures of a data set's report, as the window draws.
@MainActor public final class SampleDrawings {
    /// Why nothing is drawn, in a sentence; nil where all is.
    public let remark: String?
    private let context: OffscreenContext?
    private let renderer: Renderer?

    /// Opens what it takes to draw.
    public init() {
        do {
            let context = try OffscreenContext()
            (self.context, renderer, remark) = (context, try Renderer(), nil)
        } catch {
            (context, renderer) = (nil, nil)
            remark = "No pictures are drawn: \(Sentence.for(error))"
        }
    }

    /// A PNG file; nil where nothing can be drawn.
    public func picture(of figure: SampleFigure) -> Data? {
        guard let renderer, let drawn = Self.figure(of: figure) else { return nil }
        return try? PNGFile.encoded(drawn.image(by: renderer))
    }

    private static func figure(of figure: SampleFigure) -> Figure? {
        switch figure {
        case .heatmap(let heatmap, let request, let settings, let layer):
            return .heatmap(
                heatmap, of: request.population, layer: layer.name, ordering: settings.channelOrder,
                leftOutShare: settings.leftOutShare, theme: .light)
        case .hierarchy(let hierarchy, let population, let store, let clusters, let layer):
            return .hierarchy(hierarchy, clusters: clusters, of: population, layer: layer.name, theme: .light)
            {
                store.thumbnail($0)
            }
        case .pruning(let curve, let request, let layer):
            return .pruning(
                curve, ordering: request.order, of: request.population, layer: layer.name, theme: .light)
        case .map(let embedding, let request, let clusters, let layer):
            return .map(
                embedding, clusters: clusters, of: request.population, layer: layer.name,
                remark: remark(on: request), theme: .light)
        case .jaccard(let shared, let request, let layer):
            return .sharedChannels(
                shared, of: request.population, layer: layer.name, isClipped: false, theme: .light)
        case .curves(let orders, let population, let operations, let usesWholeOrders):
            return .curves(
                orders, of: population, operations: operations, labels: population.classOf,
                usesWholeOrders: usesWholeOrders, theme: .light)
        case .units(let points, let population, let operation, let names):
            return .units(points, of: population, operation: operation, names: names, theme: .light)
        case .stability, .distances, .transformation: return neighbors(of: figure)
        case .confusion(let confusion, let population):
            return .confusion(confusion, of: population, theme: .light)
        case .representatives(let found, let population, let store):
            return .representatives(found, of: population, theme: .light) { store.thumbnail($0) }
        }
    }

    private static func neighbors(of figure: SampleFigure) -> Figure? {
        switch figure {
        case .stability(let overlaps, let operations, let count):
            return .stability(overlaps: overlaps, operations: operations, count: count, theme: .light)
        case .distances(let distances, let position, let population, let store, let operation, let count):
            return .distances(
                distances, of: position, called: name(of: position, population, store), in: population,
                operation: operation, count: count, theme: .light)
        case .transformation(
            let from, let to, let position, let population, let store, let operations, let count):
            return .transformation(
                from: from, to: to, of: position, called: name(of: position, population, store),
                in: population, operations: operations, count: count,
                image: { image(of: store.thumbnail($0)) }, theme: .light)
        default: return nil
        }
    }

    private static func image(of picture: Picture) -> DisplayImage {
        DisplayImage(rgb: picture.pixels, width: picture.width, height: picture.height)
    }

    private static func name(of position: Int, _ population: Population, _ store: ActivationStore) -> String {
        store.set.samples[population.samples[position]].name
    }

    /// How samples are laid out, as the line below a title.
    private static func remark(on request: EmbeddingRequest) -> String {
        var source = "whole activations"
        if case .summaries = request.vector { source = "channel summaries" }
        let seed = request.method.hasSeed ? ", seed \(request.seed)" : ""
        return "\(request.method.title) of \(source)\(seed)"
    }

    /// Gives back what it took.
    public func close() {
        renderer?.close()
        context?.close()
    }
}
