import Rendering
import Workbench

/// The pictures of the Compare scene, made when they are first seen.
///
/// A frame makes only so many: the rest come with the next ones, and until then the old picture stays.
@MainActor final class CompareImages {
    private struct Key: Hashable {
        let layer: Int
        let picture: ComparedPicture
        let cell: CompareContent.Cell
    }

    /// What a picture was made with.
    private struct Source: Equatable {
        let number: UInt64
        let range: ComparisonSettings.ColorRange
        let colors: MapColors
        let isDark: Bool
    }

    /// Pixels of maps that are coloured in one frame: some milliseconds.
    private static let pixelsPerFrame = 1_500_000

    /// Whether pictures are missing because the frame had no time for them.
    private(set) var isBehind = false
    /// Whether everything is to be made at once, as for a still picture.
    var isUnhurried = false

    private var entries: [Key: (source: Source, image: DisplayImage)] = [:]
    private var pixelsLeft = 0

    /// Begins a frame.
    func beginFrame() {
        pixelsLeft = Self.pixelsPerFrame
        isBehind = false
        if entries.count > 2000 { entries = [:] }
    }

    /// A picture of a row; nil where it is still to be made.
    func image(
        _ picture: ComparedPicture, _ cell: CompareContent.Cell, _ content: CompareContent, _ theme: Theme
    ) -> DisplayImage? {
        guard let layer = content.layer?.layer.id else { return nil }
        let key = Key(layer: layer, picture: picture, cell: cell)
        let source = Source(
            number: content.number, range: content.settings.colorRange, colors: content.colors,
            isDark: theme.isDark)
        if let entry = entries[key], entry.source == source { return entry.image }
        guard pixelsLeft > 0 || isUnhurried else {
            isBehind = true
            return entries[key]?.image
        }
        let image = Self.make(picture, cell, content, theme)
        pixelsLeft -= image.width * image.height
        entries[key] = (source, image)
        return image
    }

    private static func make(
        _ picture: ComparedPicture, _ cell: CompareContent.Cell, _ content: CompareContent, _ theme: Theme
    ) -> DisplayImage {
        let extent = content.extent(of: picture)
        let span = content.span(of: picture)
        let values = content.values(of: picture, cell)
        switch cell {
        case .value:
            return DisplayImage(
                map: values, width: extent.x, height: extent.y,
                colorMap: content.colors.colorMap, range: span.values)
        case .difference:
            // Where nothing differs the range is empty, which would give the lowest colour instead of zero's.
            let bound = span.bound > 0 ? span.bound : 1
            return DisplayImage(
                map: values, width: extent.x, height: extent.y, colorMap: theme.signedColors,
                range: -bound...bound)
        }
    }
}
