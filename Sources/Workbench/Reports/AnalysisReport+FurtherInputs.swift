import Inference
import Tensors

/// What an input besides the picture was fed, in `analysis.json`; its keys are a contract.
struct FurtherInputJSON: Encodable {
    let name: String
    let shape: [Int]
    /// Where it is the same number everywhere.
    let value: Double?
    let tensor: String?
}

extension AnalysisReport {
    /// An entry an input; nil where there is none besides the picture.
    func furtherInputsJSON(withTensors: Bool) -> [FurtherInputJSON]? {
        guard !furtherInputs.isEmpty else { return nil }
        return furtherInputs.enumerated().map { index, input in
            FurtherInputJSON(
                name: input.name, shape: input.value.shape, value: input.value.commonNumber,
                tensor: withTensors ? furtherTensorName(index) : nil)
        }
    }

    /// Writes what was fed besides the picture.
    func writeFurtherInputs(to output: OutputFolder) throws {
        for (index, input) in furtherInputs.enumerated() {
            try output.write(input.value, furtherTensorName(index))
        }
    }

    private var furtherInputs: [(name: String, value: Value)] {
        network.plan.furtherInputs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func furtherTensorName(_ index: Int) -> String {
        "tensors/input-\(index + 2)-\(OutputFolder.fileName(for: furtherInputs[index].name).suffix(80)).npy"
    }
}

extension Value {
    /// The number that all elements are; nil where they differ.
    fileprivate var commonNumber: Double? {
        let numbers: [Double] =
            switch self {
            case .float(let tensor): tensor.values.map(Double.init)
            case .integer(let tensor): tensor.values.map(Double.init)
            }
        guard let first = numbers.first, first.isFinite else { return nil }
        return numbers.allSatisfy { $0 == first } ? first : nil
    }
}
