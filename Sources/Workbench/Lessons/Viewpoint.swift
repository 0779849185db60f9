/// From where the hand has turned, moved and enlarged a scene to be seen.
public struct Viewpoint: Sendable, Equatable, Codable {
    /// How far the eye stands to the right of the front, in degrees.
    public var azimuth: Float
    /// How far it stands above, in degrees.
    public var elevation: Float
    /// How far the stage is enlarged; 1: everything fits.
    public var zoom: Float
    /// How far the stage is moved to the right, as a share of its width.
    public var right: Float
    /// How far it is moved down, as a share of its height.
    public var down: Float

    /// A viewpoint; see the properties for the meaning of the parameters.
    public init(azimuth: Float, elevation: Float, zoom: Float = 1, right: Float = 0, down: Float = 0) {
        self.azimuth = azimuth
        self.elevation = elevation
        self.zoom = zoom
        self.right = right
        self.down = down
    }
}

/// A viewpoint that a scene is asked to go to.
public struct WantedViewpoint: Sendable, Equatable {
    /// Counts the wishes: the scene that has obeyed one waits for the next.
    public var number = 0
    /// The scene that is asked.
    public var scene = SceneName.network
    /// Where to; nil: to where the scene begins.
    public var place: Viewpoint?
}
