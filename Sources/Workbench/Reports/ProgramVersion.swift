import Foundation
import Inference
import Tensors

/// Which version this is, and what it computes with.
public enum ProgramVersion {
    /// The version's number.
    public static let number = "0.1.0"
    /// What `--version` prints.
    public static let line = "Convoscope \(number)"
    /// What `--version --verbose` adds: what computes.
    public static var details: String {
        """
        threads: \(Processor.threadCount)
        convolution kernels: \(Processor.instructionSet)
        matrix kernels: OpenBLAS, \(LinearAlgebraSetup.coreName)
        """
    }
}
