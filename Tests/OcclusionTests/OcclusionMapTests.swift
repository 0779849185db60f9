import Tensors
import TestSupport
import Testing

@testable import Occlusion

@Suite struct OcclusionMapTests {
    @Test func `the map of every class is numpy's mean over the covering windows`() throws {
        let recorded = try RemovalRecording.read().maps
        let pool = try recorded.pool()
        for (classIndex, expected) in recorded.maps.enumerated() {
            let map = pool.occlusionMap(of: classIndex)
            #expect(map.shape == [recorded.height, recorded.width])
            #expect(Tolerance.close.mismatch(map.values, expected.values) == nil)
        }
        #expect(pool.occlusionMap == pool.occlusionMap(of: pool.original.predicted))
    }

    @Test func `pixels under the same windows have the same number, to the last bit`() throws {
        let pool = try RemovalRecording.read().maps.pool()
        let map = pool.occlusionMap(of: 1)
        var numbers: [[Int]: Float] = [:]
        for y in 0..<pool.height {
            for x in 0..<pool.width {
                let covering = pool.variants(coveringX: x, y: y)
                let known = numbers.updateValue(map[y, x], forKey: covering)
                #expect(known == nil || known == map[y, x], "\(x), \(y)")
                if covering.isEmpty { #expect(map[y, x] == 0) }
            }
        }
        #expect(numbers.count < pool.width * pool.height)
    }

    @Test func `the variants behind a pixel are those whose windows cover it`() throws {
        let recorded = try RemovalRecording.read().maps
        let pool = try recorded.pool()
        for (x, y) in [(0, 0), (12, 9), (25, 18)] {
            let expected = recorded.rectangles.indices.filter { index in
                let mask = recorded.rectangles[index]
                return x >= mask[0] && x < mask[0] + mask[2] && y >= mask[1] && y < mask[1] + mask[3]
            }
            #expect(pool.variants(coveringX: x, y: y) == expected)
        }
        #expect(pool.variants(coveringX: 12, y: 9).isEmpty == false)
        #expect(pool.variants(coveringX: 500, y: 0).isEmpty)
    }
}
