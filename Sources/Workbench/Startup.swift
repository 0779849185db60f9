import Foundation
import Inference
import Tensors

/// What must be settled before the program does anything.
public enum Startup {
    /// The first thing to call in `main`: may start the program anew with faster matrix kernels.
    public static func prepare() {
        LinearAlgebraSetup.restartWithFittingKernels()
        MemorySetup.returnLargeBlocks()
        if let complaint = Processor.complaint() {
            FileHandle.standardError.write(Data("convoscope: \(complaint)\n".utf8))
        }
    }
}
