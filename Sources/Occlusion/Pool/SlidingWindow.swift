/// The rectangles of a pool: windows of several sizes slid over the whole picture.
///
/// A window is `fraction` of the width wide and `fraction` of the height high, each rounded, at least one
/// pixel. Along an axis it starts at 0 and moves by `strideFraction` of itself (rounded, at least one pixel)
/// while it fits; where the last one ends before the border, one more lies flush with it. Every pixel is
/// covered by every size. A picture of 128 x 128 pixels has 15 x 15 + 7 x 7 + 5 x 5 + 3 x 3 = 308 windows of
/// the default sizes, and so has one of 224 x 224.
/// Source: Fatemi Pour 2022, chapter 4; M. Zeiler and R. Fergus 2014 for the sliding occluder.
public enum SlidingWindow {
    /// The windows over a picture, in the order of the sizes given, row after row; sizes that round to the
    /// same pixels count once, sizes that are not above 0 and at most 1 not at all.
    public static func rectangles(width: Int, height: Int, settings: PoolSettings) -> [PixelRectangle] {
        var sizesSeen: Set<[Int]> = []
        return settings.windowFractions.flatMap { fraction -> [PixelRectangle] in
            guard fraction > 0, fraction <= 1 else { return [] }
            let windowWidth = pixels(of: fraction, of: width)
            let windowHeight = pixels(of: fraction, of: height)
            guard sizesSeen.insert([windowWidth, windowHeight]).inserted else { return [] }
            let columns = starts(window: windowWidth, extent: width, settings.strideFraction)
            return starts(window: windowHeight, extent: height, settings.strideFraction).flatMap { y in
                columns.map { x in PixelRectangle(x: x, y: y, width: windowWidth, height: windowHeight) }
            }
        }
    }

    private static func pixels(of fraction: Double, of extent: Int) -> Int {
        min(extent, max(1, Int((fraction * Double(extent)).rounded())))
    }

    private static func starts(window: Int, extent: Int, _ strideFraction: Double) -> [Int] {
        let wanted = strideFraction.isFinite ? (strideFraction * Double(window)).rounded() : 1
        let step = Int(min(max(wanted, 1), Double(extent)))
        let regular = Array(stride(from: 0, through: extent - window, by: step))
        let last = extent - window
        return regular.last == last ? regular : regular + [last]
    }
}
