import Rendering

/// The coverages of class marks, pixel by pixel, each worked out once for a size.
final class PlaneStamps {
    private struct Key: Hashable {
        var mark: ClassMark
        var radius: Float
        var line: Float
    }

    private var known: [Key: Stamp] = [:]

    /// Those of some marks; `line` is the width of a hollow one's line, all in pixels.
    func all(_ marks: Set<ClassMark>, radius: Float, line: Float) -> [ClassMark: Stamp] {
        // Sizes come in steps, and there are few of them.
        if known.count > 200 { known = [:] }
        return Dictionary(
            uniqueKeysWithValues: marks.map { mark in
                let key = Key(mark: mark, radius: radius, line: line)
                let stamp = known[key] ?? Stamp(mark, radius: radius, line: line)
                known[key] = stamp
                return (mark, stamp)
            })
    }

    /// A mark's coverage, pixel by pixel, around its middle.
    struct Stamp {
        /// How many pixels it reaches from its middle one.
        let reach: Int
        /// 0 outside ... 255 inside, `[2 * reach + 1, 2 * reach + 1]`.
        let coverage: [UInt8]

        /// The inside of a mark of a radius; `line` is the width of a hollow one's line.
        init(_ mark: ClassMark, radius: Float, line: Float) {
            let reach = Int((radius * 1.5).rounded(.up)) + 1
            let corners = mark.outline(radius: radius)
            func isInside(_ place: Point) -> Bool {
                if mark == .circle || mark == .ring {
                    let distance = (place * place).sum().squareRoot()
                    return distance <= radius && (mark == .circle || distance >= radius - line)
                }
                return zip(corners, corners.dropFirst() + corners.prefix(1)).reduce(false) { isIn, edge in
                    let (a, b) = edge
                    guard (a.y > place.y) != (b.y > place.y) else { return isIn }
                    return place.x < a.x + (b.x - a.x) * (place.y - a.y) / (b.y - a.y) ? !isIn : isIn
                }
            }
            self.reach = reach
            coverage = (-reach...reach).flatMap { y in
                (-reach...reach).map { x in
                    let hits = (0..<16).filter { sub in
                        isInside(
                            Point(
                                Float(x) - 0.375 + 0.25 * Float(sub % 4),
                                Float(y) - 0.375 + 0.25 * Float(sub / 4)))
                    }
                    return UInt8(hits.count * 255 / 16)
                }
            }
        }
    }
}
