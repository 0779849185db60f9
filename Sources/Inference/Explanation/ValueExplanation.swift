/// Where one number of a run comes from: what it is made of, and what is done with that until it is shown.
///
/// The numbers are those of the run and of the weights in the model's file; where a batch normalisation was folded into
/// the weights, it is taken out of them again.
public struct ValueExplanation: Sendable, Equatable {
    /// What is explained.
    public var place: ValuePlace
    /// The number that the run has there.
    public var value: Float
    /// What it is made of.
    public var origin: Origin
    /// What is done with that, in order.
    public var steps: [Step]

    /// What a number is made of.
    public enum Origin: Sendable, Equatable {
        /// It is fed.
        case input
        /// Patches times kernels, or inputs times weights.
        case weighted(WeightedSum)
        /// The largest or the mean of some pixels of one map.
        case pooled(PooledWindow)
        /// Numbers of several branches, combined by an operator.
        case combined(CombinedValues)
        /// The same number as at another place.
        case handedOn(ValuePlace, Float)
        /// A sentence that says why there is no explanation.
        case unexplained(String)
    }

    /// Something that is done with a number.
    public struct Step: Sendable, Equatable {
        /// What is done.
        public var kind: Kind
        /// The number before.
        public var before: Float
        /// The number after.
        public var after: Float

        /// A step; see the properties for the meaning of the parameters.
        public init(_ kind: Kind, before: Float, after: Float) {
            self.kind = kind
            self.before = before
            self.after = after
        }
    }

    /// What is done with a number.
    public enum StepKind: Sendable, Equatable {
        /// Times `scale` plus `shift`: a batch normalisation.
        case batchNormalization(scale: Float, shift: Float)
        /// An activation function, by its ONNX name.
        case activation(String)
        /// A number is added that is the same for every picture: a bias of its own.
        case addition(Float)
        /// Times a number that a branch has made for the whole map, as in squeeze and excitation.
        case gate(ValuePlace, Float)
        /// A normalisation that looks at more than this pixel, by its ONNX name; its result is taken from the run.
        case widerNormalization(String)
        /// Anything else, by the ONNX names of its nodes.
        case operators([String])
    }

    /// What is done with a number.
    public typealias Kind = StepKind

    /// An explanation; see the properties for the meaning of the parameters.
    public init(place: ValuePlace, value: Float, origin: Origin, steps: [Step] = []) {
        self.place = place
        self.value = value
        self.origin = origin
        self.steps = steps
    }

    /// What origin and steps give: `value` but for roundings.
    public var result: Float {
        if let last = steps.last { return last.after }
        return origin.result ?? value
    }
}

extension ValueExplanation.Origin {
    /// The number before any step; nil where it is not known.
    public var result: Float? {
        switch self {
        case .input, .unexplained: nil
        case .weighted(let sum): sum.result
        case .pooled(let window): window.result
        case .combined(let combined): combined.result
        case .handedOn(_, let value): value
        }
    }
}

/// A sum of products, divided by input map.
public struct WeightedSum: Sendable, Equatable {
    /// What computes it.
    public enum Kind: Sendable { case convolution, dense }

    /// What one input map gives.
    public struct Part: Sendable, Equatable {
        /// The input map, where it was made: past concatenations.
        public var map: MapPlace
        /// The map's values under the kernel, row by row; nil outside of the map, in the padding.
        public var patch: [Float?]
        /// The weights, row by row.
        public var kernel: [Float]
        /// The sum of the products.
        public var sum: Float

        /// A part, whose sum is computed; see the properties for the meaning of the parameters.
        public init(map: MapPlace, patch: [Float?], kernel: [Float]) {
            self.map = map
            self.patch = patch
            self.kernel = kernel
            sum = Float(zip(patch, kernel).reduce(0.0) { $0 + Double($1.0 ?? 0) * Double($1.1) })
        }
    }

    /// What computes it.
    public var kind: Kind
    /// The rows of the input maps under the rows of the kernel; those in the padding lie outside of the map.
    public var rows: [Int]
    /// The columns of the input maps under the columns of the kernel.
    public var columns: [Int]
    /// What each input map gives, in the order of the channels.
    public var parts: [Part]
    /// What is added to the sum of the parts; 0 where there is no bias.
    public var bias: Float
    /// Whether a batch normalisation is in the weights and cannot be taken out of them.
    public var includesNormalization: Bool

    /// A sum; see the properties for the meaning of the parameters.
    public init(
        kind: Kind, rows: [Int], columns: [Int], parts: [Part], bias: Float,
        includesNormalization: Bool = false
    ) {
        self.kind = kind
        self.rows = rows
        self.columns = columns
        self.parts = parts
        self.bias = bias
        self.includesNormalization = includesNormalization
    }

    /// The sum of the parts.
    public var sum: Float { Float(parts.reduce(0.0) { $0 + Double($1.sum) }) }
    /// With the bias.
    public var result: Float { Float(parts.reduce(Double(bias)) { $0 + Double($1.sum) }) }

    /// The indices of the parts by the magnitude of what they give, the largest first.
    public var partsByStrength: [Int] {
        parts.indices.sorted { (-abs(parts[$0].sum), $0) < (-abs(parts[$1].sum), $1) }
    }

    /// The place of a number of a part's patch; nil in the padding.
    public func place(part: Int, cell: Int) -> ValuePlace? {
        guard parts.indices.contains(part), parts[part].patch.indices.contains(cell),
            parts[part].patch[cell] != nil
        else { return nil }
        return parts[part].map.pixel(x: columns[cell % columns.count], y: rows[cell / columns.count])
    }

    /// The cell of a part that gives most to its sum, in the sum's direction; nil where all is padding.
    public func strongestCell(ofPart part: Int) -> Int? {
        let sign: Float = parts[part].sum < 0 ? -1 : 1
        var best: (cell: Int, product: Float)?
        for (cell, value) in parts[part].patch.enumerated() {
            guard let value else { continue }
            let product = sign * value * parts[part].kernel[cell]
            if product > best?.product ?? -.infinity { best = (cell, product) }
        }
        return best?.cell
    }
}

/// Some pixels of one map of which the largest or the mean is taken.
public struct PooledWindow: Sendable, Equatable {
    /// What is taken of them.
    public enum Kind: Sendable { case maximum, mean }

    /// What is taken of them.
    public var kind: Kind
    /// The map.
    public var map: MapPlace
    /// The map's rows under the window.
    public var rows: [Int]
    /// The map's columns under the window.
    public var columns: [Int]
    /// The values, row by row; nil outside of the map, in the padding.
    public var values: [Float?]
    /// What the sum is divided by for the mean.
    public var divisor: Int

    /// A window; see the properties for the meaning of the parameters.
    public init(
        kind: Kind, map: MapPlace, rows: [Int], columns: [Int], values: [Float?], divisor: Int
    ) {
        self.kind = kind
        self.map = map
        self.rows = rows
        self.columns = columns
        self.values = values
        self.divisor = divisor
    }

    /// The index of the first of the largest values; nil where all is padding.
    public var winner: Int? {
        var best: (index: Int, value: Float)?
        for (index, value) in values.enumerated() {
            guard let value, value > best?.value ?? -.infinity || best == nil else { continue }
            best = (index, value)
        }
        return best?.index
    }

    /// The largest or the mean.
    public var result: Float {
        switch kind {
        case .maximum: winner.flatMap { values[$0] } ?? -.greatestFiniteMagnitude
        case .mean: Float(values.reduce(0.0) { $0 + Double($1 ?? 0) } / Double(max(1, divisor)))
        }
    }

    /// The place of a number of the window; nil in the padding.
    public func place(cell: Int) -> ValuePlace? {
        guard values.indices.contains(cell), values[cell] != nil else { return nil }
        return map.pixel(x: columns[cell % columns.count], y: rows[cell / columns.count])
    }
}

/// Numbers of several branches that meet, as where a residual block ends.
public struct CombinedValues: Sendable, Equatable {
    /// One of the numbers.
    public struct Term: Sendable, Equatable {
        /// Where it is.
        public var place: ValuePlace
        /// The number.
        public var value: Float

        /// A term; see the properties for the meaning of the parameters.
        public init(place: ValuePlace, value: Float) {
            self.place = place
            self.value = value
        }
    }

    /// The ONNX name of what combines them, as "Add".
    public var operation: String
    /// The numbers, in the order of the node's inputs.
    public var terms: [Term]
    /// What they give.
    public var result: Float

    /// A combination; see the properties for the meaning of the parameters.
    public init(operation: String, terms: [Term], result: Float) {
        self.operation = operation
        self.terms = terms
        self.result = result
    }
}
