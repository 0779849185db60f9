import Rendering
import Samples

/// The pictures of the Channels scene, made when they are first seen.
@MainActor final class ChannelsImages {
    /// The tiles of the strip.
    let tiles = StripImages()

    private struct HeatmapKey: Hashable {
        let number: UInt64
        let ordering: ChannelOrdering
        let leftOutShare: Float
        let cell: Point
        let size: Point
        let isDark: Bool
    }

    private struct OverlayKey: Hashable {
        let key: ChannelsContent.MapsKey
        let channel: Int
        let share: Float
    }

    private var heatmaps: [HeatmapKey: DisplayImage] = [:]
    private var overlays: [OverlayKey: DisplayImage] = [:]

    /// The cells of a heatmap.
    func heatmap(_ content: HeatmapContent, _ layout: HeatmapLayout, theme: Theme) -> DisplayImage? {
        let key = HeatmapKey(
            number: content.number, ordering: content.ordering, leftOutShare: content.leftOutShare,
            cell: layout.cell, size: layout.area.size, isDark: theme.isDark)
        if let image = heatmaps[key] { return image }
        if heatmaps.count > 12 { heatmaps = [:] }
        let image = HeatmapImage.make(content, layout, theme: theme)
        heatmaps[key] = image
        return image
    }

    /// Forgets what depends on data and summary.
    func forgetOverlays() { overlays = [:] }

    /// A channel over its picture.
    func overlay(
        _ maps: ChannelsContent.Maps, _ key: ChannelsContent.MapsKey, channel: Int, share: Float
    ) -> DisplayImage? {
        guard channel < maps.count else { return nil }
        let entry = OverlayKey(key: key, channel: channel, share: share)
        if let image = overlays[entry] { return image }
        if overlays.count > 200 { overlays = [:] }
        let image = ChannelOverlay.make(
            map: maps.map(channel), width: maps.width, height: maps.height, range: maps.range,
            over: maps.picture, share: share)
        overlays[entry] = image
        return image
    }
}
