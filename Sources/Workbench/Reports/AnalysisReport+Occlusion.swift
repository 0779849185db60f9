import Datasets
import Foundation
import Occlusion

extension AnalysisReport {
    /// The unmasked picture at the pixels of the network's input.
    public var unmaskedPicture: Picture { unmasked }

    /// What is hidden.
    var mask: Mask { Mask(width: unmasked.width, height: unmasked.height, parts: parts) }

    /// Writes `mask.png`, the superpixels, and what the pool says about a class; `drawings` are PNG files by their
    /// names.
    func writeFindings(to output: OutputFolder, drawings: [String: Data]) throws {
        if !mask.isEmpty { try output.write(mask.picture, "mask.png") }
        try superpixels?.write(to: output)
        try order?.write(to: output)
        for (name, file) in drawings.sorted(by: { $0.key < $1.key }) { try output.write(file, name) }
        try occlusion?.write(to: output, beside: Set(drawings.keys))
    }
}

extension PictureRequest {
    /// The class that is asked for; nil where none is.
    ///
    /// - Throws: `ClassSearchError`.
    func classIndex(in network: LoadedNetwork) throws -> Int? {
        try classNamed.map {
            try network.labels.classIndex(of: $0, classCount: network.labels.names.count)
        }
    }
}

extension Mask {
    /// White where a pixel is hidden, black elsewhere.
    fileprivate var picture: Picture {
        applied(to: Picture(width: width, height: height, red: 0, green: 0, blue: 0), fill: .white)
    }
}
