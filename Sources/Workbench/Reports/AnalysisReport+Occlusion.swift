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
    /// Whether something is asked for that speaks of classes.
    var needsClasses: Bool { classNamed != nil || !merges.isEmpty || orderPicture != nil }

    /// The class that is asked for; nil where none is.
    ///
    /// - Throws: `ClassSearchError`; `RequestError.mergedClass` for a label that counts as part of a group.
    func classIndex(in network: LoadedNetwork) throws -> Int? {
        try classNamed.map { words in
            do throws(ClassSearchError) {
                return try network.labels.classIndex(of: words, classCount: network.labels.names.count)
            } catch {
                let own = network.ownLabels.names.firstIndex { $0.lowercased() == words.lowercased() }
                let group = own.flatMap { own in network.merging.members.firstIndex { $0.contains(own) } }
                guard let group else { throw error }
                throw RequestError.mergedClass(words, group: network.labels.name(of: group))
            }
        }
    }
}

extension Mask {
    /// White where a pixel is hidden, black elsewhere.
    fileprivate var picture: Picture {
        applied(to: Picture(width: width, height: height, red: 0, green: 0, blue: 0), fill: .white)
    }
}
