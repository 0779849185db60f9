import ArgumentParser
import Occlusion
import Workbench

extension SceneName: ExpressibleByArgument {}
extension ThemeName: ExpressibleByArgument {}
extension Preset: ExpressibleByArgument {}

/// A rectangle written as `x,y,width,height`.
struct RectangleArgument: ExpressibleByArgument {
    let rectangle: PixelRectangle

    init?(argument: String) {
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else { return nil }
        rectangle = PixelRectangle(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
    }
}

extension InputSetting: ExpressibleByArgument {
    /// The setting that `argument` describes.
    public init?(argument: String) { self.init(argument) }
}

/// A closed line written as `x,y,x,y,x,y`, its corners from three on.
enum PolygonArgument {
    static func parse(_ argument: String) throws -> PolygonShape {
        let words = argument.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = words.compactMap { Double($0) }.filter(\.isFinite)
        guard numbers.count == words.count, numbers.count.isMultiple(of: 2) else {
            throw ValidationError(
                "corners are written x,y,x,y,x,y, each x with its y.")
        }
        guard numbers.count >= 6 else {
            throw ValidationError("it has fewer than three corners and hides nothing.")
        }
        return PolygonShape(
            corners: stride(from: 0, to: numbers.count, by: 2).map {
                PicturePoint(x: numbers[$0], y: numbers[$0 + 1])
            })
    }
}

extension MaskRequest.Units: ExpressibleByArgument {}

/// A fill by its name; the noise is always the same.
extension Fill: ExpressibleByArgument {
    /// The fill that `argument` names.
    public init?(argument: String) { self.init(name: argument, seed: 1) }
    /// The names in the help.
    public static var allValueStrings: [String] { names + ["#rrggbb"] }
    /// The name in the help.
    public var defaultValueDescription: String { name }
}

/// An extent written as `1600x1000`.
struct SizeArgument: ExpressibleByArgument, CustomStringConvertible {
    let width: Int
    let height: Int
    var description: String { "\(width)x\(height)" }

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    init?(argument: String) {
        let numbers = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
            .compactMap { Int($0) }
        guard numbers.count == 2, numbers.allSatisfy({ (200...8192).contains($0) }) else { return nil }
        self.init(width: numbers[0], height: numbers[1])
    }
}

/// A pixel written as `x,y`.
struct PointArgument: ExpressibleByArgument {
    let x: Int
    let y: Int

    init?(argument: String) {
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard numbers.count == 2, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
        (x, y) = (numbers[0], numbers[1])
    }
}

/// A camera by its name, or Orbit by its angles in degrees: `35,18`.
enum CameraArgument: ExpressibleByArgument {
    case mode(CameraMode)
    case angles(azimuth: Float, elevation: Float)

    init?(argument: String) {
        if let mode = CameraMode(rawValue: argument) {
            self = .mode(mode)
            return
        }
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).compactMap {
            Float($0)
        }
        guard numbers.count == 2, (-60...60).contains(numbers[0]), (0...45).contains(numbers[1]) else {
            return nil
        }
        self = .angles(azimuth: numbers[0], elevation: numbers[1])
    }

    /// What the help shows.
    var defaultValueDescription: String { mode.rawValue }

    var mode: CameraMode {
        if case .mode(let mode) = self { return mode }
        return .orbit
    }

    /// Degrees to the right and up, where they were given.
    var angles: SIMD2<Float>? {
        if case .angles(let azimuth, let elevation) = self { return SIMD2(azimuth, elevation) }
        return nil
    }
}
