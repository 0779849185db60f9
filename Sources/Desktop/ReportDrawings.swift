import Foundation
import Rendering
import Scenes
import Workbench

/// The pictures of a report that have words in them, drawn as the window draws.
@MainActor public enum ReportDrawings {
    /// PNG files by their names; none, and a sentence why, where nothing can be drawn on this machine.
    public static func make(of report: AnalysisReport) -> (files: [String: Data], remark: String?) {
        let figures = figures(of: report)
        guard !figures.isEmpty else { return ([:], nil) }
        do {
            return (try draw(figures), nil)
        } catch {
            let names = figures.keys.sorted().joined(separator: " and ")
            return ([:], "\(names) are not drawn: \(Sentence.for(error))")
        }
    }

    private static func figures(of report: AnalysisReport) -> [String: Figure] {
        var figures: [String: Figure] = [:]
        if let occlusion = report.occlusion {
            figures["occlusion.png"] = Figure.occlusion(
                map: occlusion.map, over: report.unmaskedPicture, label: occlusion.label,
                windowCount: occlusion.pool.variants.count, fill: occlusion.pool.settings.fill, theme: .light)
            figures["curves.png"] = Figure.curves(occlusion.curves, label: occlusion.label, theme: .light)
        }
        if let order = report.order {
            figures["order-curves.png"] = Figure.curves(
                order.curves, label: order.label, order: "the painted picture", theme: .light)
        }
        // A picture a layer, in place of the plain ones.
        if let comparison = report.comparison {
            for (name, layer) in comparison.pictures {
                figures[name] = Figure.comparison(of: layer, names: comparison.names, theme: .light)
            }
        }
        return figures
    }

    private static func draw(_ figures: [String: Figure]) throws -> [String: Data] {
        let context = try OffscreenContext()
        defer { context.close() }
        let renderer = try Renderer()
        defer { renderer.close() }
        return try figures.mapValues { try PNGFile.encoded($0.image(by: renderer)) }
    }
}

extension Figure {
    /// The figure in pixels, two a point.
    @MainActor func image(by renderer: Renderer) throws -> DisplayImage {
        try renderer.image(of: drawing, size: size, scale: 2)
    }
}
