/// A line of sight.
public struct Ray: Sendable, Equatable {
    /// Where it starts, in world units.
    public var origin: Vector3
    /// Where it goes; of length 1.
    public var direction: Vector3

    /// A ray of its start and its direction of length 1.
    public init(origin: Vector3, direction: Vector3) {
        self.origin = origin
        self.direction = direction
    }

    /// Where a ray meets a parallelogram.
    public struct Hit: Sendable, Equatable {
        /// From the left (0) to the right edge (1).
        public var u: Float
        /// From the top (0) to the bottom edge (1).
        public var v: Float
        /// The distance from the ray's start, in world units.
        public var distance: Float
    }

    /// Where the ray meets the parallelogram with a corner at `origin` and the edges `right` and `down`, or nil.
    ///
    /// Moeller and Trumbore's intersection (1997), with both edges allowed their whole length.
    public func hit(origin corner: Vector3, right: Vector3, down: Vector3) -> Hit? {
        let p = cross(direction, down)
        let determinant = dot(right, p)
        guard abs(determinant) > 1e-12 else { return nil }
        let offset = origin - corner
        let u = dot(offset, p) / determinant
        let q = cross(offset, right)
        let v = dot(direction, q) / determinant
        let distance = dot(down, q) / determinant
        guard (0..<1).contains(u), (0..<1).contains(v), distance >= 0 else { return nil }
        return Hit(u: u, v: v, distance: distance)
    }

    /// Where the ray meets the face, or nil.
    public func hit(_ face: WorldFace) -> Hit? {
        hit(origin: face.origin, right: face.right, down: face.down)
    }

    /// The distance at which the ray meets the triangle, or nil.
    public func hit(triangle a: Vector3, _ b: Vector3, _ c: Vector3) -> Float? {
        let p = cross(direction, c - a)
        let determinant = dot(b - a, p)
        guard abs(determinant) > 1e-12 else { return nil }
        let u = dot(origin - a, p) / determinant
        let q = cross(origin - a, b - a)
        let v = dot(direction, q) / determinant
        let distance = dot(c - a, q) / determinant
        return u >= 0 && v >= 0 && u + v <= 1 && distance >= 0 ? distance : nil
    }
}

/// The scalar product.
public func dot(_ a: Vector3, _ b: Vector3) -> Float { (a * b).sum() }

/// The vector product.
public func cross(_ a: Vector3, _ b: Vector3) -> Vector3 {
    Vector3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}
