import Tensors
import Testing

@testable import Analysis

@Suite("Maps seen by the component of another picture")
struct ClusterProjectionTests {
    private let clusters = [[3, 0, 4], [1], [2, 5]]

    /// `[5, 7, 6]`, the channels last; the second is constant where `isFlat`.
    private func maps(_ seed: Int, scale: Float = 1, isFlat: Bool = false) -> Tensor {
        Tensor(
            shape: [5, 7, 6],
            values: (0..<210).map { index in
                if isFlat, index % 6 == 1 { return 2 }
                return scale * (Float((index * (7 + seed) + index / 6 * 11) % 29) / 9 - 1)
            })
    }

    private func projections(of maps: Tensor) -> [ClusterProjection?] {
        let ranges = MapRange.ofMaps(maps)
        let components = PrincipalComponent.first(ofClusters: clusters, in: maps, ranges: ranges)
        return zip(clusters, components).map { cluster, component in
            component.map { ClusterProjection($0, maps: cluster, ranges: ranges) }
        }
    }

    @Test(
        "The maps that the component was found in give its scores again, bit for bit",
        arguments: [1, 1e30] as [Float])
    func itself(scale: Float) throws {
        let maps = maps(1, scale: scale)
        let ranges = MapRange.ofMaps(maps)
        let scores = PrincipalComponent.first(ofClusters: clusters, in: maps, ranges: ranges)
            .compactMap { $0?.scores }
        let pictures = ClusterProjection.pictures(
            of: maps, under: projections(of: maps).compactMap { $0 }, ranges: ranges)
        #expect(scores.count == 3 && pictures == scores)
    }

    @Test("Other maps are weighted and centred as the first ones were")
    func others() throws {
        let (first, other) = (maps(1), maps(4))
        let kept = projections(of: first).compactMap { $0 }
        let pictures = ClusterProjection.pictures(of: other, under: kept, ranges: MapRange.ofMaps(other))
        for (projection, picture) in zip(kept, pictures) {
            for pixel in 0..<35 {
                let score = zip(projection.maps, zip(projection.weights, projection.means)).reduce(0.0) {
                    let value = Double(other.values[pixel * 6 + $1.0])
                    return $0 + Double($1.1.0) * (value - $1.1.1)
                }
                #expect(abs(Double(picture.values[pixel]) - score) < 1e-5)
            }
        }
    }

    @Test("A constant cluster leaves nothing to see by; the others are not shifted")
    func constantCluster() {
        let maps = maps(1, isFlat: true)
        let projections = projections(of: maps)
        #expect(projections[1] == nil)
        let pictures = ClusterProjection.pictures(
            of: maps, under: projections.compactMap { $0 }, ranges: MapRange.ofMaps(maps))
        let components = PrincipalComponent.first(
            ofClusters: clusters, in: maps, ranges: MapRange.ofMaps(maps))
        #expect(pictures == components.compactMap { $0?.scores })
        #expect(ClusterProjection.pictures(of: maps, under: [], ranges: []).isEmpty)
    }
}
