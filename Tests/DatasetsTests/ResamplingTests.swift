import Datasets
import Foundation
import TestSupport
import Testing

struct RecordedResampling: Decodable {
    struct Target: Decodable {
        let width: Int
        let height: Int
        let pixels: RecordedBytes
        let interpolation: Interpolation?
        let resize: Resize?
        let scaledSize: [Int]?
    }
    let width: Int
    let height: Int
    let pixels: RecordedBytes
    let resized: [Target]
    let filtered: [Target]
    let cropped: [Target]
    let framed: [Target]
    let grey: RecordedBytes
    let fed: RecordedFloats

    static func read() throws -> RecordedResampling {
        try JSONRecording.read("analysis/resampling.json", as: RecordedResampling.self)
    }

    var picture: Picture { Picture(width: width, height: height, pixels: pixels.values) }
}

@Suite("Resampling of pictures")
struct ResamplingTests {
    @Test("Larger and smaller pictures are exactly Pillow's")
    func pillow() throws {
        let recorded = try RecordedResampling.read()
        for target in recorded.resized {
            let resized = recorded.picture.resized(toWidth: target.width, height: target.height)
            #expect(resized.pixels == target.pixels.values, "\(target.width) x \(target.height)")
        }
    }

    @Test("The other filters are exactly Pillow's")
    func filters() throws {
        let recorded = try RecordedResampling.read()
        for target in recorded.filtered {
            let filter = try #require(target.interpolation)
            let resized = recorded.picture.resized(
                toWidth: target.width, height: target.height, by: filter)
            #expect(resized.pixels == target.pixels.values, "\(filter) \(target.width) x \(target.height)")
        }
    }

    @Test("A part is what the whole has there")
    func part() throws {
        let picture = try RecordedResampling.read().picture
        let whole = picture.resized(toWidth: 50, height: 41)
        let part = picture.resized(toWidth: 50, height: 41, keepingColumns: 13..<20, rows: 30..<41)
        #expect(part.width == 7 && part.height == 11)
        for y in 0..<part.height {
            for x in 0..<part.width { #expect(part[x, y] == whole[x + 13, y + 30]) }
        }
    }

    @Test("The result is the triangle filter's, to a rounding of each of its two passes")
    func naive() throws {
        let picture = try RecordedResampling.read().picture
        for (width, height) in [(10, 9), (44, 60), (5, 30)] {
            let resized = picture.resized(toWidth: width, height: height)
            for y in 0..<height {
                for x in 0..<width {
                    let expected = naiveRed(of: picture, x, y, width, height)
                    #expect(abs(Double(resized[x, y].red) - expected) <= 1.01)
                }
            }
        }
    }

    @Test("Extreme proportions are no trouble")
    func extremes() {
        let thin = Picture(width: 1, height: 20_000, red: 10, green: 20, blue: 30)
        let resized = thin.resized(toWidth: 16, height: 16)
        #expect(resized == Picture(width: 16, height: 16, red: 10, green: 20, blue: 30))
    }

    private func naiveRed(of picture: Picture, _ x: Int, _ y: Int, _ width: Int, _ height: Int) -> Double {
        let across = shares(of: x, from: picture.width, to: width)
        let down = shares(of: y, from: picture.height, to: height)
        var sum = 0.0
        for (row, rowShare) in down.enumerated() where rowShare > 0 {
            for (column, share) in across.enumerated() where share > 0 {
                sum += rowShare * share * Double(picture[column, row].red)
            }
        }
        return sum
    }

    private func shares(of target: Int, from sourceCount: Int, to targetCount: Int) -> [Double] {
        let scale = Double(sourceCount) / Double(targetCount)
        let raw = (0..<sourceCount).map { source in
            max(0, 1 - abs(Double(source) + 0.5 - (Double(target) + 0.5) * scale) / max(1, scale))
        }
        let total = raw.reduce(0, +)
        return raw.map { $0 / total }
    }
}
