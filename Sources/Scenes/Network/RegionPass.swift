import Occlusion
import Workbench

/// The superpixels that the hand has passed over since the button went down.
struct RegionPass: Sendable, Equatable {
    /// Their numbers.
    var regions: Set<Int>
    /// Whether they are hidden or shown, as the first one was the other.
    var intent: MaskIntent
    /// Where the hand was last, in pixels of the input.
    var last: SIMD2<Float>

    /// Whether there is none.
    var isEmpty: Bool { regions.isEmpty }

    /// Goes on to a place and takes in what lies on the way, pixel by pixel.
    mutating func go(to place: SIMD2<Float>, over map: SuperpixelMap) {
        let way = place - last
        let steps = max(1, Int(max(abs(way.x), abs(way.y)).rounded(.up)))
        for step in 1...steps {
            let at = last + way * (Float(step) / Float(steps))
            if let region = map.region(x: Int(at.x.rounded(.down)), y: Int(at.y.rounded(.down))) {
                regions.insert(region)
            }
        }
        last = place
    }
}
