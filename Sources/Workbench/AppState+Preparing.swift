import Datasets
import Foundation
import Occlusion

extension AppState {
    /// A state in which the work of a request is done already: for still pictures, without background jobs.
    ///
    /// - Parameter withPool: whether the pool of masked variants is run too.
    public static func prepared(_ request: PictureRequest, withPool: Bool) throws -> AppState {
        let state = AppState()
        let network = try LoadedNetwork.load(
            from: request.model, inputs: request.inputs, values: request.preset?.values)
        let (unmasked, masked, parts) = try request.maskedInputs(for: network)
        state.network = network
        state.picture = OpenPicture(url: request.picture, picture: try PictureFile.read(request.picture))
        state.settings.clusterCount = request.clusterCount
        state.settings.fill = request.fill
        state.saliency.settings.fill = request.fill
        // Nothing goes on behind a still picture.
        state.saliency.isCancelled = true
        state.fittedInput = unmasked
        state.shownInput = masked
        if !parts.isEmpty {
            state.appendVariant(name: "Mask 1", parts: parts)
        }
        state.receive(try state.analysisRequest(of: network, unmasked, masked).analyze { false })
        if withPool {
            state.scene = .occlusion
            state.pool.settings.fill = request.fill
            if network.whyNoClasses == nil {
                state.pool.pool = try network.makePool(of: unmasked, settings: state.pool.settings)
            }
        }
        return state
    }

    /// Opens what a snapshot asks for: a layer by its name, one of its blocks, maps and pixels.
    public func open(
        layerNamed name: String, block: Int? = nil, map: Int? = nil, pin: (x: Int, y: Int)? = nil
    ) throws {
        guard let analysis else { return }
        let layers = analysis.layers.filter { $0.layer.kind != .join }
        guard let layer = layers.first(where: { $0.layer.name == name || $0.layer.node == name }) else {
            throw RequestError.unknownLayer(name, known: layers.map(\.layer.name))
        }
        selection.layer = layer.layer.id
        if let block { try open(block: block, of: layer) }
        if let map {
            guard layer.entropies.indices.contains(map) else {
                throw RequestError.outOfRange(
                    "\(name) has maps 0 to \(layer.entropies.count - 1), not \(map).")
            }
            selection.cluster = layer.clusters.firstIndex { $0.maps.contains(map) }
            selection.map = map
        }
        if let pin { try pinPixel(pin, of: layer, block: block ?? 0) }
    }

    private func open(block: Int, of layer: LayerAnalysis) throws {
        guard layer.clusters.indices.contains(block) else {
            throw RequestError.outOfRange(
                "\(layer.layer.name) has blocks 0 to \(layer.clusters.count - 1), not \(block).")
        }
        selection.cluster = block
    }

    private func pinPixel(_ pixel: (x: Int, y: Int), of layer: LayerAnalysis, block: Int) throws {
        guard pixel.x < layer.layer.width, pixel.y < layer.layer.height else {
            throw RequestError.outOfRange(
                "The maps of \(layer.layer.name) have \(layer.layer.width) × \(layer.layer.height) pixels; "
                    + "\(pixel.x),\(pixel.y) lies outside.")
        }
        selection.cluster = nil
        selection.pin = Selection.Pin(layer: layer.layer.id, cluster: block, x: pixel.x, y: pixel.y)
    }
}
