import Datasets
import Dispatch
import Foundation
import Occlusion
import Rendering
import Scenes
import Workbench

/// The small pictures of the frame: variants, example files, the occlusion map. Each is made once.
@MainActor
final class ThumbnailStore {
    /// The occlusion map as a picture; `bound` is the change of probability that the ends of its colours stand
    /// for.
    struct MapImage {
        let image: DisplayImage
        let bound: Float
    }

    /// The small pictures of a data set.
    let samples = SampleImages()
    /// The layers of the Units scene.
    let unitTiles = UnitTileImages()

    private var variants: [Int: (variant: Variant, image: DisplayImage)] = [:]
    private var source: Picture?
    private var painter: MaskPainter?
    private var fills: [Fill: DisplayImage] = [:]
    private var files: [URL: DisplayImage] = [:]
    private var requested: Set<URL> = []
    private var map: (number: UInt64, theme: Theme, image: MapImage)?
    private let mailbox: Mailbox<FileThumbnail>
    private let queue = DispatchQueue(label: "convoscope.thumbnails", qos: .utility)

    private struct FileThumbnail: Sendable {
        let url: URL
        let image: DisplayImage
    }

    init(wake: @escaping @Sendable () -> Void) { mailbox = Mailbox(wake: wake) }

    /// Takes in what has been read in the background. Returns whether there was something.
    func receive() -> Bool {
        let letters = mailbox.drain()
        for letter in letters { files[letter.url] = letter.image }
        return !letters.isEmpty
    }

    /// Looks at the state again: another picture makes all variants' thumbnails anew.
    func update(from state: AppState) {
        if source != state.fittedInput {
            source = state.fittedInput
            variants = [:]
            fills = [:]
            painter = source.map { MaskPainter(of: $0) }
            map = nil
        }
        guard painter != nil else { return }
        for variant in state.variants where variants[variant.id]?.variant != variant {
            guard let picture = painter?.picture(under: variant.parts) else { continue }
            variants[variant.id] = (
                variant, DisplayImage(rgb: picture.pixels, width: picture.width, height: picture.height)
            )
        }
    }

    /// The picture under a variant's mask.
    func image(of variant: Variant) -> DisplayImage? { variants[variant.id]?.image }

    /// What a fill makes of the picture, small; nil without a picture.
    func image(of fill: Fill) -> DisplayImage? {
        if let image = fills[fill] { return image }
        guard painter != nil else { return nil }
        // Noise made smaller would be gray.
        let grain = Picture(width: 8, height: 8, red: 0, green: 0, blue: 0)
        let isNoise = if case .noise = fill { true } else { false }
        let content = isNoise ? fill.content(of: grain) : painter?.content(of: fill)
        let image = content?.thumbnail(longestSide: 32)
        fills[fill] = image
        return image
    }

    /// A picture file, small; nil until it has been read in the background.
    func image(of file: URL) -> DisplayImage? {
        if let image = files[file] { return image }
        guard requested.insert(file).inserted else { return nil }
        let mailbox = mailbox
        queue.async {
            guard let picture = try? PictureFile.read(file) else { return }  // no thumbnail, then
            mailbox.post(FileThumbnail(url: file, image: picture.thumbnail(longestSide: 128)))
        }
        return nil
    }

    /// The occlusion map over the grey picture.
    func occlusionMap(of state: AppState, _ theme: Theme) -> MapImage? {
        guard let shown = state.saliency.map else { return nil }
        if let map, map.number == shown.number, map.theme == theme { return map.image }
        guard let source, shown.values.shape == [source.height, source.width] else { return nil }
        let made = OcclusionMapImage.make(of: shown.values, over: source, theme: theme)
        let image = MapImage(image: made.image, bound: made.range)
        map = (shown.number, theme, image)
        return image
    }
}

extension Picture {
    /// The picture for a list: at most `longestSide` pixels wide and high, each the mean of those it stands for.
    func thumbnail(longestSide: Int) -> DisplayImage {
        let step = max(1, (max(width, height) + longestSide - 1) / longestSide)
        let (columns, rows) = (max(width / step, 1), max(height / step, 1))
        var bytes = [UInt8](repeating: 255, count: columns * rows * 4)
        for row in 0..<rows {
            for column in 0..<columns {
                let ys = row * step..<min((row + 1) * step, height)
                let xs = column * step..<min((column + 1) * step, width)
                for channel in 0..<3 {
                    var sum = 0
                    for y in ys { for x in xs { sum += Int(pixels[(y * width + x) * 3 + channel]) } }
                    bytes[(row * columns + column) * 4 + channel] = UInt8(sum / max(ys.count * xs.count, 1))
                }
            }
        }
        return DisplayImage(width: columns, height: rows, pixels: bytes)
    }
}
