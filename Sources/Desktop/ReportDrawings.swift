import Foundation
import Rendering
import Scenes
import Workbench

/// The pictures of a report that have words in them, drawn as the window draws.
@MainActor public enum ReportDrawings {
    /// PNG files by their names; none, and a sentence why, where nothing can be drawn on this machine.
    public static func make(of report: AnalysisReport) -> (files: [String: Data], remark: String?) {
        let figures = occlusion(report).merging(comparison(report)) { first, _ in first }
        guard !figures.isEmpty else { return ([:], nil) }
        do {
            return (try draw(figures), nil)
        } catch {
            let names = figures.keys.sorted().joined(separator: " and ")
            return ([:], "\(names) are not drawn with words: \(Sentence.for(error))")
        }
    }

    private static func occlusion(_ report: AnalysisReport) -> [String: Figure] {
        guard let occlusion = report.occlusion else { return [:] }
        return [
            "occlusion.png": Figure.occlusion(
                map: occlusion.map, over: report.unmaskedPicture, label: occlusion.label,
                windowCount: occlusion.pool.variants.count, fill: occlusion.pool.settings.fill, theme: .light
            ),
            "curves.png": Figure.curves(occlusion.curves, label: occlusion.label, theme: .light),
        ]
    }

    /// A picture a layer of what is compared, in place of the plain ones.
    private static func comparison(_ report: AnalysisReport) -> [String: Figure] {
        guard let comparison = report.comparison else { return [:] }
        return comparison.pictures.mapValues {
            Figure.comparison(of: $0, names: comparison.names, theme: .light)
        }
    }

    private static func draw(_ figures: [String: Figure]) throws -> [String: Data] {
        let context = try OffscreenContext()
        defer { context.close() }
        let renderer = try Renderer()
        defer { renderer.close() }
        return try figures.mapValues { try PNGFile.encoded(image(of: $0, by: renderer)) }
    }

    /// Two pixels a point.
    private static func image(of figure: Figure, by renderer: Renderer) throws -> DisplayImage {
        let scale: Float = 2
        let pixels = (figure.size * scale).rounded(.up)
        let target = try OffscreenTarget(width: Int(pixels.x), height: Int(pixels.y))
        defer { target.close() }
        target.bind()
        renderer.draw(
            figure.drawing, into: Viewport(width: target.width, height: target.height), scale: scale)
        return target.read()
    }
}
