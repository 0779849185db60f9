import Foundation
import Rendering
import Tensors
import TestSupport
import Testing

@testable import Analysis

@Suite struct SuperpixelsTests {
    /// What scikit-image found.
    struct Recorded: Decodable, Sendable, CustomTestStringConvertible {
        let file: String?
        let every: Int?
        let pixels: RecordedBytes?
        let width: Int
        let height: Int
        let regions: Int
        let compactness: Float
        let labels: RecordedBytes

        var testDescription: String {
            "\(file ?? "") \(width) x \(height), \(regions) regions, \(compactness)"
        }

        /// Runs of labels: 16-bit pairs of a label and how often it comes.
        var expected: [Int32] {
            let bytes = labels.values.map(Int32.init)
            return stride(from: 0, to: bytes.count, by: 4).flatMap { start in
                [Int32](
                    repeating: bytes[start] | bytes[start + 1] << 8,
                    count: Int(bytes[start + 2] | bytes[start + 3] << 8))
            }
        }

        func image() throws -> Tensor {
            let bytes = try pixels?.values ?? fromFile()
            return SuperpixelsTests.image(width: width, height: height, pixels: bytes)
        }

        private func fromFile() throws -> [UInt8] {
            let (file, every) = (try #require(file), try #require(every))
            let root = JSONRecording.folder.deletingLastPathComponent().deletingLastPathComponent()
            let picture = try PNGFile.read(root.appending(path: "Assets/Examples/\(file)"))
            return (0..<height).flatMap { y in
                (0..<width).flatMap { x in
                    let start = (y * every * picture.width + x * every) * 4
                    return picture.pixels[start..<start + 3]
                }
            }
        }
    }

    static func recorded() throws -> [Recorded] {
        try JSONRecording.read("analysis/superpixels.json", as: [Recorded].self)
    }

    /// Bytes `[height, width, 3]` as numbers `[3, height, width]`.
    static func image(width: Int, height: Int, pixels: [UInt8]) -> Tensor {
        let planes = (0..<3).flatMap { channel in
            stride(from: channel, to: pixels.count, by: 3).map { Float(pixels[$0]) / 255 }
        }
        return Tensor(shape: [3, height, width], values: planes)
    }

    @Test(arguments: try recorded()) func `every pixel has the label that scikit-image gives it`(
        recorded: Recorded
    ) throws {
        let found = Superpixels(
            image: try recorded.image(), regionCount: recorded.regions, compactness: recorded.compactness)
        let expected = recorded.expected
        // The graded ground of this picture has pixels as near to one centre as to the other, to the last bit.
        let hasTies = recorded.file == "dog-and-ball.png" && recorded.regions == 200
        if hasTies {
            #expect(adjustedRandIndex(found.labels, expected) > 0.985)
        } else {
            #expect(zip(found.labels, expected).count { $0 != $1 } == 0)
            #expect(found.count == Int(expected.max() ?? 0) + 1)
        }
    }

    @Test func `regions hang together and cover the picture`() {
        var random = SplitMix(seed: 3)
        let (width, height) = (40, 31)
        let pixels = (0..<width * height * 3).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        let found = Superpixels(
            image: Self.image(width: width, height: height, pixels: pixels), regionCount: 30)
        #expect(Set(found.labels) == Set(0..<Int32(found.count)))
        for region in 0..<found.count {
            let mask = found.mask(of: region)
            #expect(reached(in: mask, width: width) == mask.count { $0 }, "region \(region)")
        }
    }

    @Test func `a picture of one color is divided by place alone`() {
        let found = Superpixels(
            image: Self.image(width: 24, height: 24, pixels: [UInt8](repeating: 77, count: 24 * 24 * 3)),
            regionCount: 9)
        #expect(found.count == 9)
        let sizes = (0..<9).map { region in found.labels.count { $0 == Int32(region) } }
        // A pixel between two centres goes to the first of them: 9, 8 and 7 columns, and rows.
        #expect(sizes == [81, 72, 63, 72, 64, 56, 63, 56, 49])
    }

    @Test func `a pixel is asked for its region, and outlines lie between two regions`() throws {
        let left: [UInt8] = [255, 0, 0]
        let right: [UInt8] = [0, 0, 255]
        let pixels = (0..<8).flatMap { _ in (0..<16).flatMap { $0 < 8 ? left : right } }
        let found = Superpixels(image: Self.image(width: 16, height: 8, pixels: pixels), regionCount: 2)
        #expect(found.count == 2)
        #expect(found.region(x: 7, y: 3) == 0 && found.region(x: 8, y: 3) == 1)
        #expect(found.region(x: 16, y: 3) == nil && found.region(x: 0, y: -1) == nil)
        let outlined = found.outlines.indices.filter { found.outlines[$0] }
        #expect(outlined == (0..<8).map { $0 * 16 + 7 })
    }

    /// How many pixels of the mask its first one can reach.
    private func reached(in mask: [Bool], width: Int) -> Int {
        guard let first = mask.firstIndex(of: true) else { return 0 }
        var seen: Set<Int> = [first]
        var open = [first]
        while let pixel = open.popLast() {
            let (x, y) = (pixel % width, pixel / width)
            for (nextX, nextY) in [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)] {
                let next = nextY * width + nextX
                guard (0..<width).contains(nextX), mask.indices.contains(next), mask[next] else { continue }
                if seen.insert(next).inserted { open.append(next) }
            }
        }
        return seen.count
    }

    /// How well two divisions agree: 1 for equal ones, 0 for chance (Hubert and Arabie 1985).
    private func adjustedRandIndex(_ first: [Int32], _ second: [Int32]) -> Double {
        func pairs(_ counts: some Sequence<Int>) -> Double {
            counts.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 }
        }
        func counts(_ labels: [Int32]) -> [Int] { Dictionary(grouping: labels) { $0 }.values.map(\.count) }
        let both = Dictionary(grouping: zip(first, second)) { [$0.0, $0.1] }.values.map(\.count)
        let (inFirst, inSecond) = (pairs(counts(first)), pairs(counts(second)))
        let byChance = inFirst * inSecond / pairs([first.count])
        return (pairs(both) - byChance) / ((inFirst + inSecond) / 2 - byChance)
    }
}
