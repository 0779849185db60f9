import Rendering

/// Where everything of the network stands in the scene's world: pure geometry, the result of a layout.
///
/// Two arrangements of the same network can be blended, so that every change of view is a motion.
struct Arrangement: Sendable, Equatable {
    /// The input picture.
    var input: BlockPlace
    /// One a layer, by `id`.
    var columns: [ColumnPlace]
    /// The ways of the graph's edges, from left to right; empty where the network is a line.
    var edges: [[Vector3]]
    /// The mats on the floor, one a run of equal resolution.
    var mats: [FloorMat]
    /// World units a map adds to a block's depth.
    var depthPerMap: Float
    /// How far from the front the camera of this arrangement may be, for labels: 0 Plate, 1 Orbit.
    var floorOpacity: Float
    /// Where the layers' samples are, in place of the blocks; empty where blocks are shown.
    var planes: [PlanePlace] = []

    /// The arrangement `fraction` of the way to `other`, which must be of the same network.
    func blended(with other: Arrangement, _ fraction: Float) -> Arrangement {
        guard fraction > 0, columns.count == other.columns.count else { return fraction > 0 ? other : self }
        guard fraction < 1 else { return other }
        var blend = other
        blend.input = input.blended(with: other.input, fraction)
        blend.columns = zip(columns, other.columns).map { $0.blended(with: $1, fraction) }
        blend.depthPerMap = depthPerMap + (other.depthPerMap - depthPerMap) * fraction
        blend.floorOpacity = floorOpacity + (other.floorOpacity - floorOpacity) * fraction
        if edges.count == other.edges.count {
            blend.edges = zip(edges, other.edges).map { mixed($0, $1, fraction) }
        }
        if floorOpacity > other.floorOpacity { blend.mats = mats }
        blend.planes = PlanePlace.blended(planes, other.planes, fraction)
        return blend
    }

    /// The same places with nothing of the network to be seen.
    var withoutBlocks: Arrangement {
        var result = self
        result.input.fade = 1
        for id in result.columns.indices {
            for row in result.columns[id].blocks.indices { result.columns[id].blocks[row].fade = 1 }
        }
        (result.edges, result.mats, result.planes, result.floorOpacity) = ([], [], [], 0)
        return result
    }

    private func mixed(_ a: [Vector3], _ b: [Vector3], _ fraction: Float) -> [Vector3] {
        a.count == b.count ? zip(a, b).map { $0 + ($1 - $0) * fraction } : (fraction < 0.5 ? a : b)
    }
}

/// A block: a face and the depth behind it.
struct BlockPlace: Sendable, Equatable {
    /// The face's top left corner.
    var origin: Vector3
    /// The face's width and height.
    var size: SIMD2<Float>
    /// How far the block reaches behind its face.
    var depth: Float
    /// How far it recedes towards the paper, 0...1; at 1 it is not drawn.
    var fade: Float = 0

    /// The face's right edge.
    var maxX: Float { origin.x + size.x }
    /// The face's lower edge.
    var minY: Float { origin.y - size.y }
    /// The face's middle.
    var center: Vector3 { origin + Vector3(size.x / 2, -size.y / 2, 0) }
    /// From the top left to the top right corner of the face.
    var right: Vector3 { Vector3(size.x, 0, 0) }
    /// From the top left to the bottom left corner of the face.
    var down: Vector3 { Vector3(0, -size.y, 0) }
    /// Whether there is anything to be seen.
    var isVisible: Bool { fade < 0.98 && size.x > 0.5 && size.y > 0.5 }

    /// The eight corners, front first, each from the top left clockwise.
    var corners: [Vector3] {
        let front = [origin, origin + right, origin + right + down, origin + down]
        return front + front.map { $0 + Vector3(0, 0, depth) }
    }

    /// The place of a part of the face; x, y, width and height are shares of it, from the top left.
    func part(x: Float, y: Float, width: Float, height: Float) -> [Vector3] {
        let corner = origin + right * x + down * y
        return [
            corner, corner + right * width, corner + right * width + down * height, corner + down * height,
        ]
    }

    /// The place `fraction` of the way to `other`.
    func blended(with other: BlockPlace, _ fraction: Float) -> BlockPlace {
        BlockPlace(
            origin: origin + (other.origin - origin) * fraction, size: size + (other.size - size) * fraction,
            depth: depth + (other.depth - depth) * fraction, fade: fade + (other.fade - fade) * fraction)
    }
}

/// A layer's column: its blocks from top to bottom, or the strip of a dense layer, or the knot of a join.
struct ColumnPlace: Sendable, Equatable {
    /// One a cluster; dense layers have one, joins none.
    var blocks: [BlockPlace]
    /// The middle of the column's lane: where edges start and end, and where a join's knot is.
    var middle: Vector3
    /// The left and right end of the column's lane.
    var left, right: Float
    /// How much is written at the column.
    var detail: LabelDetail
    /// Whether several columns stand one above the other, so that each has its header at its own top.
    var sharesRank: Bool

    /// The place `fraction` of the way to `other`.
    func blended(with other: ColumnPlace, _ fraction: Float) -> ColumnPlace {
        var blend = other
        if blocks.count == other.blocks.count {
            blend.blocks = zip(blocks, other.blocks).map { $0.blended(with: $1, fraction) }
        }
        blend.middle = middle + (other.middle - middle) * fraction
        blend.left = left + (other.left - left) * fraction
        blend.right = right + (other.right - right) * fraction
        return blend
    }
}

/// A mat on the floor under the columns of one resolution.
struct FloorMat: Sendable, Equatable {
    /// The four corners, the front ones first: front left, front right, back right, back left.
    var corners: [Vector3]
    /// Where the columns stand, four corners each.
    var footprints: [[Vector3]]
    /// What is written at its front edge, empty for the input.
    var title: String
}

/// How much is written at a column, by the size of its faces.
enum LabelDetail: Int, Sendable, Comparable {
    /// Nothing.
    case none
    /// The short name and the bar of the share.
    case small
    /// Name, entropy and bar.
    case medium
    /// Name, maps, entropy, share in words and as a bar, maps of every block.
    case full

    /// The detail for faces of a width, in stage points.
    init(faceWidth: Float) {
        switch faceWidth {
        case 71.5...: self = .full
        case 38...: self = .medium
        case 28...: self = .small
        default: self = .none
        }
    }

    /// The least distance between two faces that the words at a block need, in stage points.
    var rowSpace: Float {
        switch self {
        case .full: 62
        case .medium: 40
        case .small: 20
        case .none: 8
        }
    }

    /// The room that is left above a face for its words, in stage points.
    var spaceAbove: Float {
        switch self {
        case .full: 36
        case .medium: 32
        case .small: 12
        case .none: 4
        }
    }

    static func < (left: LabelDetail, right: LabelDetail) -> Bool { left.rawValue < right.rawValue }
}
