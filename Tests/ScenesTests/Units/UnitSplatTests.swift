import Rendering
import Tensors
import Testing

@testable import Samples
@testable import Scenes

@MainActor struct UnitSplatTests {
    private let colors = ClassMark.allCases.map { mark -> SIMD4<UInt32> in
        let bytes = mark.color(.light).bytes
        return SIMD4(UInt32(bytes.x), UInt32(bytes.y), UInt32(bytes.z), 1)
    }

    /// Point by point, straight from the meaning of the words.
    private func naive(_ cloud: UnitCloud, x: Int, y: Int, side: Int, dot: Int) -> [SIMD4<UInt32>] {
        var sums = [SIMD4<UInt32>](repeating: .zero, count: side * side)
        let range = cloud.points.range
        func share(_ value: Float) -> Float {
            min(max((value - range.lowerBound) / (range.upperBound - range.lowerBound), 0), 1)
        }
        for point in 0..<cloud.count {
            let across = (0.035 + 0.93 * share(cloud.value(x, point))) * Float(side)
            let down = (1 - 0.035 - 0.93 * share(cloud.value(y, point))) * Float(side)
            let column = min(max(Int(across - Float(dot - 1) / 2), 0), side - dot)
            let row = min(max(Int(down - Float(dot - 1) / 2), 0), side - dot)
            for line in 0..<dot {
                for pixel in 0..<dot {
                    sums[(row + line) * side + column + pixel] &+= colors[Int(cloud.marks[point])]
                }
            }
        }
        return sums
    }

    @Test(arguments: [(40, 1), (40, 2), (97, 1), (97, 3)])
    func `pixels count their points and add up their colors`(side: Int, dot: Int) throws {
        let sample = UnitsSample(unitCount: 4)
        let cloud = UnitCloud(try sample.points, of: sample.population)
        let splat = UnitSplat(side: side, range: cloud.points.range, dot: dot, theme: .light)
        let found = cloud.withValues(2, 1) { splat.sums($0, $1, marks: cloud.marks) }
        let expected = naive(cloud, x: 2, y: 1, side: side, dot: dot)
        #expect(found.reduce(0) { $0 + Int($1.w) } == cloud.count * dot * dot)
        // Rounding may put a point that lies between two pixels into the other one.
        let differing = zip(found, expected).count { $0 != $1 }
        #expect(differing <= side * side / 100, "\(differing) pixels differ")
    }

    @Test func `selected points alone are a part of all`() throws {
        let sample = UnitsSample(unitCount: 4)
        let cloud = UnitCloud(try sample.points, of: sample.population)
        let chosen = UnitSelection([101, 102], in: cloud)
        let splat = UnitSplat(side: 50, range: cloud.points.range, dot: 1, theme: .light)
        let part = cloud.withValues(0, 1) { splat.sums($0, $1, marks: cloud.marks, chosen: chosen.indices) }
        let all = cloud.withValues(0, 1) { splat.sums($0, $1, marks: cloud.marks) }
        #expect(part.reduce(0) { $0 + Int($1.w) } == chosen.indices.count)
        #expect(zip(part, all).allSatisfy { $0.w <= $1.w })
        #expect(chosen.indices.allSatisfy { [101, 102].contains(cloud.sample(Int($0))) })
        #expect(chosen.indices.count == cloud.points.positions.count { $0 == 1 || $0 == 2 })
    }

    @Test func `a pixel has the mean color of its points, and more points make it more opaque`() {
        let splat = UnitSplat(side: 2, range: 0...1, dot: 1, theme: .light)
        let (blue, orange) = (colors[0], colors[1])
        let image = splat.image(of: [.zero, blue, blue &+ orange, orange &+ orange &+ orange])
        func pixel(_ index: Int) -> [UInt8] { Array(image.pixels[index * 4..<index * 4 + 4]) }
        #expect(pixel(0)[3] == 0)
        let mean = (blue &+ orange) / SIMD4<UInt32>(repeating: 2)
        #expect(pixel(1)[0...2] == [0x00, 0x72, 0xB2])
        #expect(pixel(2)[0...2] == [UInt8(mean.x), UInt8(mean.y), UInt8(mean.z)])
        #expect(pixel(1)[3] > 0 && pixel(2)[3] > pixel(1)[3] && pixel(3)[3] > pixel(2)[3])
    }

    @Test func `values that are no numbers lie nowhere, and those outside on the border`() throws {
        let splat = UnitSplat(side: 20, range: 0...1, dot: 1, theme: .light)
        let (xs, ys): ([Float], [Float]) = ([.nan, 5, -5, .infinity], [0.5, 0.5, 0.5, -.infinity])
        let sums = xs.withUnsafeBufferPointer { xs in
            ys.withUnsafeBufferPointer { ys in
                guard let x = xs.baseAddress, let y = ys.baseAddress else { return [SIMD4<UInt32>]() }
                return splat.sums(x, y, marks: [0, 0, 0, 0])
            }
        }
        let filled = sums.indices.filter { sums[$0].w > 0 }
        #expect(filled == [10 * 20, 10 * 20 + 19, 19 * 20 + 19])
    }

    @Test func `bins count every point once`() throws {
        let sample = UnitsSample(unitCount: 4)
        let cloud = UnitCloud(try sample.points, of: sample.population)
        let bins = UnitHistogram.bins(of: cloud, unit: 2, count: 30)
        #expect(bins.reduce(0, +) == cloud.count)
        let (low, high) = (cloud.points.range.lowerBound, cloud.points.range.upperBound)
        let edge = low + (high - low) / 30
        #expect(bins[0] == (0..<cloud.count).count { cloud.value(2, $0) < edge })
        let chosen = UnitHistogram.bins(of: cloud, unit: 2, chosen: [1, 5, 9], count: 30)
        #expect(chosen.reduce(0, +) == 3)
    }

    @Test func `an overview of many units has means, and its frame what is in view`() throws {
        let place = Rectangle(x: 10, y: 20, width: 166, height: 166)
        var view = UnitMatrixView()
        (view.column, view.row) = (100, 0)
        let frame = UnitOverview.frame(view, shown: 6, of: 200, in: place)
        #expect(frame == Rectangle(x: 10 + 83, y: 20, width: 12, height: 12))
        let (across, upwards) = UnitOverview.units(at: place.center, of: 200, in: place)
        #expect(across == 100 && upwards == 100)
    }

    @Test func `a tile shows every sample, and marks for some of the selected ones`() {
        let population = UnitsSample().population
        let values = (0..<60).flatMap { [Float($0 % 8), Float($0 / 8)] }
        let tile = UnitTile(channels: SIMD2(3, 1), points: .init(shape: [60, 2], values: values))
        let size = Point(132, 86)
        let plain = UnitTileImages.make(tile, population, selected: [], size: size, scale: 1, theme: .light)
        #expect(plain.chosen == nil && plain.marks.count == 0 && plain.units == SIMD2(3, 1))
        #expect(plain.all.width == 132 && plain.all.height == 86)
        let dot = UnitSplat.dot(60, scale: 1)
        let drawn = stride(from: 3, to: plain.all.pixels.count, by: 4).count { plain.all.pixels[$0] > 0 }
        #expect(drawn == 60 * dot * dot)
        let some = UnitTileImages.make(
            tile, population, selected: [100, 159, 7], size: size, scale: 2, theme: .dark)
        #expect(some.marks.count == 2 && some.chosen?.width == 264)
    }
}
