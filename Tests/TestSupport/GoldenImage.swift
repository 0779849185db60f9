import Foundation
import Rendering
import Testing

/// How far a picture may be from its golden one.
public struct GoldenTolerance: Sendable {
    /// Channels that differ by at most this much (of 255) count as equal.
    public let channel: Int
    /// The share of pixels that may differ by more.
    public let differingShare: Double

    /// For flat drawings: text, boxes, lines.
    public static let flat = GoldenTolerance(channel: 10, differingShare: 0.0005)
    /// For things with depth, whose edges depend on the driver.
    public static let threeD = GoldenTolerance(channel: 24, differingShare: 0.004)
}

/// Whether missing golden pictures are written; chosen by `CONVOSCOPE_GOLDENS`.
enum GoldenRecording: String {
    /// A missing golden picture is a failure: for checks.
    case never
    /// A missing golden picture is written, and the test fails once, so that somebody looks at it.
    case missing
    /// Every golden picture is written anew.
    case all

    static var current: GoldenRecording {
        let chosen = ProcessInfo.processInfo.environment["CONVOSCOPE_GOLDENS"] ?? ""
        return GoldenRecording(rawValue: chosen) ?? .missing
    }
}

/// Compares a picture with the golden one, `Tests/Goldens/<name>.png`.
///
/// On failure `<name>.actual.png` and `<name>.difference.png` (differences amplified on grey) lie next to it.
public func expectGolden(
    _ image: DisplayImage, named name: String, tolerance: GoldenTolerance,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Goldens")
    let golden = folder.appendingPathComponent(name + ".png")
    let actual = folder.appendingPathComponent(name + ".actual.png")
    let difference = folder.appendingPathComponent(name + ".difference.png")
    for old in [actual, difference] { try? FileManager.default.removeItem(at: old) }
    let recording = GoldenRecording.current
    let exists = FileManager.default.fileExists(atPath: golden.path)
    if recording == .all || (recording == .missing && !exists) {
        try FileManager.default.createDirectory(
            at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
        try PNGFile.write(image, to: golden)
        if !exists {
            Issue.record("\(name): a golden picture was written; look at it.", sourceLocation: sourceLocation)
        }
        return
    }
    guard exists else {
        try PNGFile.write(image, to: actual)
        Issue.record("\(name): there is no golden picture.", sourceLocation: sourceLocation)
        return
    }
    let expected = try PNGFile.read(golden)
    guard let finding = disagreement(image, expected, tolerance) else { return }
    try PNGFile.write(image, to: actual)
    if let picture = amplifiedDifference(image, expected) { try PNGFile.write(picture, to: difference) }
    Issue.record("\(name): \(finding); see \(actual.lastPathComponent).", sourceLocation: sourceLocation)
}

/// What is wrong with the picture, or nil.
func disagreement(_ image: DisplayImage, _ expected: DisplayImage, _ tolerance: GoldenTolerance) -> String? {
    guard image.width == expected.width, image.height == expected.height else {
        return "\(image.width)x\(image.height) pixels instead of \(expected.width)x\(expected.height)"
    }
    let pixelCount = image.width * image.height
    let differing = (0..<pixelCount).count { pixel in
        (0..<4).contains { channel in
            let at = pixel * 4 + channel
            return abs(Int(image.pixels[at]) - Int(expected.pixels[at])) > tolerance.channel
        }
    }
    guard Double(differing) > tolerance.differingShare * Double(pixelCount) else { return nil }
    return "\(differing) of \(pixelCount) pixels differ by more than \(tolerance.channel)"
}

private func amplifiedDifference(_ image: DisplayImage, _ expected: DisplayImage) -> DisplayImage? {
    guard image.width == expected.width, image.height == expected.height else { return nil }
    let pixels = image.pixels.indices.map { at -> UInt8 in
        if at % 4 == 3 { return 255 }
        return UInt8(clamping: 128 + 4 * (Int(image.pixels[at]) - Int(expected.pixels[at])))
    }
    return DisplayImage(width: image.width, height: image.height, pixels: pixels)
}
