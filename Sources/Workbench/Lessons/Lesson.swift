import Foundation
import Occlusion
import Samples

/// A lesson: a model, a picture and masks on it, and steps that show something of them, each with a title and a text.
public struct Lesson: Sendable, Equatable, Codable {
    /// The version of the format that this program writes; older ones it reads.
    public static let currentVersion = 1

    /// The version that it was written in.
    public var version = Lesson.currentVersion
    /// What it is called.
    public var title: String
    /// The network that it is about.
    public var model: Piece
    /// The picture that it is about.
    public var picture: Piece
    /// The data set that some of its steps show.
    public var data: Piece?
    /// The network, or the folder of checkpoints, that some of its steps show beside the model.
    public var beside: Piece?
    /// The variants of the picture besides the original.
    public var variants: [LessonVariant] = []
    /// What is shown, one after the other; at least one.
    public var steps: [LessonStep]

    /// A file that a lesson needs.
    public struct Piece: Sendable, Equatable, Codable {
        /// Where it is, from the lesson's folder.
        public var path: String
        /// The `ContentHash` of its bytes; nil: any file will do.
        public var hash: String?
        /// Its bytes, so that the lesson can be moved without it.
        public var content: Data?

        /// A file; see the properties for the meaning of the parameters.
        public init(path: String, hash: String? = nil, content: Data? = nil) {
            self.path = path
            self.hash = hash
            self.content = content
        }

        /// What it is called.
        public var name: String { String(path.split(separator: "/").last ?? "") }
    }
}

/// A variant of a lesson's picture.
public struct LessonVariant: Sendable, Equatable, Codable {
    /// What the list shows.
    public var name: String
    /// Its masks, in the order in which they lie over each other.
    public var masks: [LessonMask]

    /// A variant; see the properties for the meaning of the parameters.
    public init(name: String, masks: [LessonMask]) {
        self.name = name
        self.masks = masks
    }
}

/// One step: what is said, and what is shown.
public struct LessonStep: Sendable, Equatable, Codable {
    /// A few words.
    public var title: String
    /// A sentence or three.
    public var text: String
    /// What is shown.
    public var view: LessonView

    /// A step; see the properties for the meaning of the parameters.
    public init(title: String, text: String, view: LessonView) {
        self.title = title
        self.text = text
        self.view = view
    }
}

/// What a step shows. What is nil is as the program begins with it, so that a step looks the same whatever came before.
public struct LessonView: Sendable, Equatable, Codable {
    /// The scene, by its name on the command line.
    public var scene: SceneName = .network
    /// The variant: 0 is the original, 1 the first of the lesson's.
    public var variant: Int?
    /// The layer in focus, by its name.
    public var layer: String?
    /// The block that is fanned out, from 0 at the top.
    public var block: Int?
    /// The map that is open, by its number.
    public var map: Int?
    /// The pixel of the layer's maps whose receptive field is shown: column and row.
    public var pixel: [Int]?
    /// The class that maps speak of, by its label.
    public var label: String?
    /// How the Network scene is seen.
    public var camera: CameraMode?
    /// From where: of the Network scene in Orbit, of the tetrahedron.
    public var viewpoint: Viewpoint?
    /// How the pool of masked variants is made.
    public var pool: PoolSettings?
    /// How the pictures of a data set are laid out, and from which seed.
    public var embedding: Embedding?
    /// The number of clusters a layer.
    public var clusters: Int?
    /// Every map by itself.
    public var allMaps: Bool?
    /// Samples as planes, in the Network scene.
    public var planes: Bool?
    /// Which of the checkpoints is shown, from 1.
    public var checkpoint: Int?
    /// Selected samples, by their index in the data set.
    public var samples: [Int]?

    /// The Network scene with nothing chosen.
    public init() {}

    /// How a map of a data set is computed.
    public struct Embedding: Sendable, Equatable, Codable {
        /// The method, by its name on the command line.
        public var method: EmbeddingMethod
        /// Of all that starts at random.
        public var seed: UInt64
        /// Of t-SNE.
        public var perplexity: Double
        /// Of UMAP.
        public var neighbors: Int
    }
}

extension SceneName: Codable {}
extension CameraMode: Codable {}
