import Inference
import Tensors

/// The numbers of a large matrix, little-endian 32-bit floats in a file that is open.
struct FloatsInFile: DeferredNumbers {
    let part: FilePart
    let workers: Workers

    /// NaN where the file has become shorter: the network is then found to be damaged before it is shown.
    func read(_ range: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) {
        let start = part.range.lowerBound + range.lowerBound * MemoryLayout<Float>.stride
        let piece = FilePart(
            file: part.file, range: start..<start + range.count * MemoryLayout<Float>.stride)
        if !piece.read(into: UnsafeMutableRawBufferPointer(target), on: workers) {
            target.update(repeating: .nan)
        }
    }
}
