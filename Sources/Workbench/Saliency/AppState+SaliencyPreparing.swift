import Inference
import Occlusion

extension AppState {
    /// Computes what the Saliency scene shows at once, for still pictures.
    ///
    /// - Throws: what the curves throw.
    public func finishSaliency(in scene: SceneName) throws {
        self.scene = scene
        guard let network, let fittedInput, let original = originalAnalysis, let classIndex = explainedClass
        else { return }
        saliency.isCancelled = false
        followMap(classIndex)
        let key = GradCAMKey(epoch: epoch, labels: network.labels, classIndex: classIndex)
        do {
            let found = try network.gradCAM(of: classIndex, in: original.activations, isStale: { false })
            saliency.gradCAM = .ready(key, found)
        } catch {
            let reason = network.gradCAMLayer == nil ? GradCAMKey.noMaps : Sentence.for(error)
            saliency.gradCAM = .failed(key, reason)
        }
        for order in CurveOrder.allCases {
            guard let key = wantedCurve(order, classIndex) else { continue }
            saliency.curves[order] = try CurveRequest(
                network: network, picture: fittedInput, key: key, map: saliency.map?.values
            ).run()
        }
        followScore()
    }
}
