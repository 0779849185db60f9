import Datasets

/// The usual ways to feed a network, by the names of the command line; networks for grey pictures take the same ones.
public enum Preset: String, Sendable, CaseIterable {
    /// ImageNet's mean and deviation.
    case torchvision
    /// Blue first, 0 to 255 less ImageNet's mean.
    case caffe
    /// 0 to 1.
    case unit
    /// -1 to 1.
    case signed
    /// 0 to 255.
    case bytes

    /// What it makes of pixels.
    var values: ValueRange {
        switch self {
        case .torchvision: .torchvision
        case .caffe: .caffe
        case .unit: .unit
        case .signed: .signed
        case .bytes: .bytes
        }
    }
}
