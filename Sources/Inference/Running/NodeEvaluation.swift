import Tensors

extension Graph.Node {
    /// Computes the node's outputs, with its inputs in the memory order that the operator wants.
    ///
    /// - Parameters:
    ///   - values: what earlier nodes have made.
    ///   - constants: what is known without running.
    /// - Throws: `InferenceError`, with this node's name.
    func evaluate(
        values: [String: StoredValue], constants: [String: Value], on workers: Workers
    ) throws -> [String: StoredValue] {
        do {
            let stored = try storedInputs(values: values, constants: constants)
            let results = try operation.evaluate(stored: stored, on: workers)
            let named = zip(outputs, results).filter { !$0.0.isEmpty }
            return Dictionary(named) { first, _ in first }
        } catch let error as InferenceError {
            throw error.located(at: name)
        }
    }

    private func storedInputs(
        values: [String: StoredValue], constants: [String: Value]
    ) throws -> [StoredValue?] {
        let absorbed = operation.absorbedInputs
        return try inputs.enumerated().map { index, input in
            if input.isEmpty { return nil }
            if let value = values[input] { return value }
            if absorbed.contains(index) { return nil }
            if let constant = constants[input] { return .rowMajor(constant) }
            throw InferenceError.missingValue(name: input, node: name)
        }
    }
}

extension Operator {
    /// Computes the outputs, with the inputs in the memory order that the operator wants.
    func evaluate(stored inputs: [StoredValue?], on workers: Workers) throws -> [StoredValue] {
        if readsShapesOnly {
            let placeholders = inputs.map { $0.map(Self.placeholder) }
            return try evaluate(placeholders, on: workers).map(StoredValue.rowMajor)
        }
        switch memoryOrder {
        case .rowMajor: return try evaluateInRowMajorOrder(inputs, on: workers)
        case .channelsLast:
            return try evaluate(inputs.map { $0?.inChannelsLastOrder }, on: workers)
                .map(StoredValue.init(fromChannelsLast:))
        case .any:
            return try evaluateInChannelsLastOrder(inputs, on: workers)
                ?? evaluateInRowMajorOrder(inputs, on: workers)
        }
    }

    private func evaluateInRowMajorOrder(
        _ inputs: [StoredValue?], on workers: Workers
    ) throws -> [StoredValue] {
        try evaluate(inputs.map { $0?.inRowMajorOrder }, on: workers).map(StoredValue.rowMajor)
    }

    /// For operators that do not care: nil where no input has its channels last, or one cannot follow.
    private func evaluateInChannelsLastOrder(
        _ inputs: [StoredValue?], on workers: Workers
    ) throws -> [StoredValue]? {
        let hasChannelsLast = inputs.contains {
            if case .channelsLast = $0 { true } else { false }
        }
        guard hasChannelsLast else { return nil }
        var following: [Value?] = []
        for input in inputs {
            guard let input else {
                following.append(nil)
                continue
            }
            guard let value = input.broadcastingInChannelsLastOrder else { return nil }
            following.append(value)
        }
        let results = try evaluate(following, on: workers)
        let isMixed = results.contains { result in
            if case .integer = result { result.shape.count == 4 } else { false }
        }
        return isMixed ? nil : results.map(StoredValue.init(fromChannelsLast:))
    }

    /// Something of the right shape for an operator that looks at nothing else.
    private static func placeholder(for value: StoredValue) -> Value {
        switch value {
        case .rowMajor(let value): value
        case .channelsLast: .float(Tensor(uninitialized: value.shape))
        }
    }
}
