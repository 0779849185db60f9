import Analysis
import Inference
import Synchronization
import Tensors

extension TensorMovement {
    /// How far each layer of a run lies from that of another, an entry a layer, joins too; shared among workers.
    static func ofLayers(
        _ layers: [Layer], in run: Activations, from reference: Activations, workers: Workers
    ) -> [TensorMovement] {
        let results = Mutex<[TensorMovement?]>(Array(repeating: nil, count: layers.count))
        workers.forEach(layers.count) { index in
            let movement = TensorMovement(
                of: run.mapsWithChannelsLast(of: layers[index]),
                from: reference.mapsWithChannelsLast(of: layers[index]))
            results.withLock { $0[index] = movement }
        }
        return results.withLock { $0 }.compactMap { $0 }
    }
}
