import Occlusion
import Rendering
import Testing
import Workbench

@testable import Scenes

@Suite struct OcclusionSourceTests {
    @MainActor @Test func `without a network the scene says so`() {
        var source = OcclusionSource()
        #expect(source.content(of: AppState()).phase == .noNetwork)
    }

    @Test func `every chosen variant becomes a tile with its probabilities`() throws {
        let sample = try OcclusionSample()
        let content = sample.content
        #expect(content.tiles.map(\.variant) == sample.pool.selection)
        #expect(content.tiles.count == 48)
        for tile in content.tiles {
            let variant = sample.pool.variants[tile.variant]
            let probabilities = variant.output.probabilities
            let sum = sample.pool.corners.reduce(Float(0)) { $0 + probabilities[$1.classIndex] }
            #expect(abs(tile.chances.reduce(0) { $0 + $1.probability } - sum) < 1e-5)
            #expect(abs(tile.outside - (1 - sum)) < 1e-5)
            for (corner, entry) in sample.pool.corners.enumerated() {
                #expect(abs(tile.weights[corner] - probabilities[entry.classIndex] / sum) < 1e-5)
            }
            #expect(
                zip(tile.chances, tile.chances.dropFirst()).allSatisfy { $0.probability >= $1.probability })
            #expect(tile.answer.probability == probabilities.max())
        }
    }

    @Test func `a tile's picture is black inside the mask and the original outside`() throws {
        let sample = try OcclusionSample()
        let tile = try #require(sample.content.tiles.first)
        for y in 0..<tile.image.height {
            for x in 0..<tile.image.width {
                let start = (y * tile.image.width + x) * 4
                let original = sample.picture[x, y]
                let isHidden = tile.mask.contains(x: x, y: y)
                #expect(tile.image.pixels[start] == (isHidden ? 0 : original.red))
                #expect(tile.image.pixels[start + 2] == (isHidden ? 0 : original.blue))
            }
        }
    }

    @Test func `corners, counts and the boundary are the pool's`() throws {
        let sample = try OcclusionSample()
        let content = sample.content
        #expect(
            content.corners.map(\.label) == sample.pool.corners.map { sample.labels.name(of: $0.classIndex) })
        #expect(content.poolCount == sample.pool.variants.count)
        #expect(content.changedCount == sample.pool.variants.count { !$0.keepsLabel })
        let decisions = try #require(sample.pool.boundary.decisionValues)
        for tile in content.tiles { #expect(tile.decisionValue == Float(decisions[tile.variant])) }
        #expect(content.boundary == .supportVectors(sample.pool.boundary.supportVectors.count))
    }
}
