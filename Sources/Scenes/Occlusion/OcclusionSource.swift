import Datasets
import Occlusion
import Rendering
import Workbench

/// Turns the state into what the Occlusion scene shows, and keeps the masked pictures between changes.
struct OcclusionSource {
    private var pool: Pool?
    private var picture: Picture?
    private var tiles: [OcclusionContent.Tile] = []

    /// What is shown now; the tiles are made anew only where the pool or the picture is another one.
    @MainActor mutating func content(of state: AppState) -> OcclusionContent {
        var content = OcclusionContent()
        content.progress = state.pool.progress.map {
            OcclusionContent.Progress(done: $0.done, total: $0.total)
        }
        guard let labels = state.network?.labels else {
            content.phase = .noNetwork
            return content
        }
        if let reason = state.network?.whyNoClasses {
            content.phase = .noClasses(reason)
            return content
        }
        guard let picture = state.fittedInput else {
            content.phase = .noPicture
            return content
        }
        guard let pool = state.pool.pool else {
            content.phase = state.pool.failure.map { .failed($0) } ?? .waiting
            content.isCancelled = state.pool.isCancelled
            return content
        }
        content.failure = state.pool.failure
        content.fill(from: pool, labels)
        // Comparing arrays that share their memory costs nothing.
        if pool != self.pool || picture != self.picture {
            tiles = Self.tiles(of: pool, picture, labels)
            (self.pool, self.picture) = (pool, picture)
        }
        content.tiles = tiles
        return content
    }

    /// Tiles are 38 points wide: this is enough for displays of scale 3.
    private static let thumbnailSide = 128

    /// The chosen variants as masked pictures.
    static func tiles(of pool: Pool, _ picture: Picture, _ labels: Labels) -> [OcclusionContent.Tile] {
        let hidden = pool.settings.fill.content(of: picture)
        let decisions = pool.boundary.decisionValues
        return pool.selection.map { index in
            let variant = pool.variants[index]
            let masked = variant.mask.applied(to: picture, content: hidden)
            let image = DisplayImage(rgb: masked.pixels, width: masked.width, height: masked.height)
            let chances = pool.corners.enumerated().map { corner, entry in
                OcclusionContent.Chance(
                    label: labels.name(of: entry.classIndex), corner: corner,
                    probability: variant.cornerProbabilities[corner])
            }
            return OcclusionContent.Tile(
                variant: index, mask: variant.mask, image: image,
                thumbnail: image.scaledDown(longestSide: thumbnailSide),
                weights: variant.placement.weights.map(Float.init), outside: Float(variant.placement.outside),
                answer: pool.chance(of: variant.output, labels),
                chances: chances.enumerated()
                    .sorted { ($1.element.probability, $0.offset) < ($0.element.probability, $1.offset) }
                    .map(\.element),
                keepsLabel: variant.keepsLabel, isSupportVector: variant.isSupportVector,
                decisionValue: decisions.map { Float($0[index]) })
        }
    }
}

extension OcclusionContent {
    /// Takes in everything but the pictures.
    mutating func fill(from pool: Pool, _ labels: Labels) {
        phase = .ready
        corners = pool.corners.map {
            Corner(
                label: labels.name(of: $0.classIndex), explanation: labels.explanation(of: $0.classIndex),
                meanProbability: Float($0.meanProbability),
                carriesLabel: $0.carriesLabel)
        }
        let atCorners = pool.corners.map { pool.original.probabilities[$0.classIndex] }
        original = Original(
            answer: pool.chance(of: pool.original, labels),
            weights: Tetrahedron.placement(of: atCorners).weights.map(Float.init))
        poolCount = pool.variants.count
        changedCount = pool.variants.count { !$0.keepsLabel }
        variantsPerCorner = pool.settings.variantsPerLabel
        classCount = pool.original.probabilities.count
        boundary =
            pool.boundary.reason.map { .none($0) } ?? .supportVectors(pool.boundary.supportVectors.count)
    }
}

extension Pool {
    /// The most probable label of an output.
    fileprivate func chance(of output: PoolOutput, _ labels: Labels) -> OcclusionContent.Chance {
        OcclusionContent.Chance(
            label: labels.name(of: output.predicted),
            corner: corners.firstIndex { $0.classIndex == output.predicted },
            probability: output.probabilities[output.predicted])
    }
}
