import Inference

/// What a network without classes gives, in `analysis.json`; its keys are a contract.
struct OutputJSON: Encodable {
    let name: String
    /// As ONNX has it, for one picture.
    let shape: [Int]
    /// The output as a picture.
    let picture: String?
    /// The numbers that black and white stand for; absent where they are as they are fed.
    let blackAndWhite: [Float]?
    let tensor: String?
}

extension AnalysisReport {
    /// Writes `output.png`, and the outputs as tensors; nothing for a classifier.
    func writeOutputs(to output: OutputFolder, withTensors: Bool) throws {
        if let made = analysis.output { try output.write(made.picture, "output.png") }
        guard withTensors else { return }
        for (index, made) in namedOutputs.enumerated() {
            if let value = analysis.activations.value(made.name) {
                try output.write(value, outputTensorName(index))
            }
        }
    }

    /// An entry an output; nil for a classifier.
    func outputsJSON(withTensors: Bool) -> [OutputJSON]? {
        guard network.whyNoClasses != nil else { return nil }
        return namedOutputs.enumerated().map { index, made in
            let picture = analysis.output?.name == made.name ? analysis.output : nil
            let range: ClosedRange<Float>? =
                switch picture?.scale {
                case .usual(let range)?, .stretched(let range)?: range
                case .asFed?, nil: nil
                }
            return OutputJSON(
                name: made.name, shape: made.shape, picture: picture == nil ? nil : "output.png",
                blackAndWhite: range.map { [$0.lowerBound, $0.upperBound] },
                tensor: withTensors ? outputTensorName(index) : nil)
        }
    }

    private var namedOutputs: [Plan.Output] { network.whyNoClasses == nil ? [] : network.plan.outputs }

    private func outputTensorName(_ index: Int) -> String {
        "tensors/output-\(index + 1)-\(OutputFolder.fileName(for: namedOutputs[index].name).suffix(80)).npy"
    }
}
