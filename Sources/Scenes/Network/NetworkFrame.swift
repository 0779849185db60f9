import Rendering

/// All that the drawers of one frame look at.
@MainActor struct NetworkFrame {
    /// What is shown.
    var content: NetworkContent
    /// Maps of every block, a row a layer.
    var mapCounts: [[Int]]
    /// Its pictures.
    var pictures: NetworkPictures
    /// The lines around what is hidden.
    var outlines: MaskOutlines
    /// Where everything stands.
    var arrangement: Arrangement
    /// How the world becomes the stage.
    var camera: Camera
    /// 0 in Plate, 1 in Orbit, between them while the camera moves.
    var turn: Float
    /// The angles of Orbit.
    var angles: OrbitAngles
    /// Stage points a world unit.
    var scale: Float
    /// How the stage is divided.
    var regions: StageRegions
    /// Colours, fonts, time.
    var stage: Stage
    /// What the pointer is on.
    var hover: NetworkHover?
    /// Whether zoom or pan may have brought the network under title, top 10 and key.
    var isMovedByHand: Bool
    /// How far a block is fanned out, 0...1.
    var fan: Float
    /// The fanned block's cards.
    var fanOut: FanOut?
    /// Whether the line of work under way is shown.
    var showsActivity: Bool
    /// The images of the planes.
    var planeImages: PlaneImages
    /// The plane that is looked at, by `SampleLayer.id`: those before it are ghosts.
    var openPlane: Int?
    /// The samples that stand out on the planes, by their index in the data set.
    var highlighted: Set<Int> = []

    /// The colours.
    var theme: Theme { stage.theme }

    /// Where a world place appears.
    func project(_ place: Vector3) -> Point { camera.project(place) }

    /// Where the parts of a face appear: shares of it from the top left.
    func quad(_ block: BlockPlace, x: Float, y: Float, width: Float, height: Float) -> [Point] {
        block.part(x: x, y: y, width: width, height: height).map(camera.project)
    }

    /// Points of the stage a pixel of the input.
    var pointsPerPixel: Float { arrangement.input.size.x * scale / Float(max(1, content.inputShape.x)) }

    /// The width of a line of text.
    func width(_ text: String, _ size: Float, _ weight: FontWeight = .regular) -> Float {
        stage.fonts.width(of: text, size: size, weight: weight)
    }
}

/// What the pointer is on.
enum NetworkHover: Sendable, Equatable {
    /// A pixel of a block's face.
    case pixel(layer: Int, cluster: Int, x: Int, y: Int)
    /// A block's body, or a strip's unit where `cluster` is 0 and the layer dense.
    case block(layer: Int, cluster: Int)
    /// A unit of a dense layer.
    case unit(layer: Int, number: Int)
    /// A pixel of the input picture.
    case input(x: Int, y: Int)
    /// A class of the top 10, by its place.
    case answer(Int)
    /// A pixel of the picture that the network makes.
    case output(x: Int, y: Int)
    /// A card of the fan-out, by map number, and the pixel on it.
    case card(map: Int, x: Int, y: Int)
    /// A pixel of the map that is open large.
    case openMap(x: Int, y: Int)
    /// A segment of the camera's switch.
    case camera(CameraSwitch)
    /// The knot of a join.
    case knot(Int)
    /// Something of the planes.
    case plane(PlaneHover)
    /// Something of the card that explains a number.
    case explained(ExplainedHover)

    /// The layer that is pointed at.
    var layer: Int? {
        switch self {
        case .pixel(let layer, _, _, _), .block(let layer, _), .unit(let layer, _): layer
        default: nil
        }
    }
}

/// What can be clicked on the camera's card.
enum CameraSwitch: Sendable, Equatable, CaseIterable { case plate, orbit, home }
