import Inference
import Rendering

/// What the card says that explains a number.
struct ExplanationWords {
    /// What is explained.
    let explained: ExplainedContent

    private var explanation: ValueExplanation { explained.explanation }
    private var place: ValuePlace { explanation.place }

    /// What a value is called.
    func name(of value: String) -> String { explained.names[value] ?? "an inner value" }

    /// A map with its number: "conv2_1 #38".
    func name(of map: MapPlace) -> String { "\(name(of: map.value)) #\(map.channel)" }

    /// The card's title.
    var title: String {
        if let name = explained.className { return "What speaks for \(name)" }
        if case .weighted(let sum) = explanation.origin, sum.kind == .dense {
            return "Where the value of unit \(NumberFormat.count(place.map.channel)) comes from"
        }
        return "Where the value at \(NumberFormat.position(place.x, place.y)) comes from"
    }

    /// What it is made of, in a line.
    func subtitle(shownParts: Int) -> String {
        let what = origin(shownParts: shownParts)
        return explained.depth > 1 ? "\(name(of: place.map)): \(what)" : what
    }

    private func origin(shownParts: Int) -> String {
        switch explanation.origin {
        case .weighted(let sum):
            let size = NumberFormat.product(sum.rows.count, sum.columns.count)
            let isUnit = sum.kind == .dense && sum.rows.count * sum.columns.count == 1
            let what =
                sum.kind == .convolution
                ? "\(size) patch times kernel" : isUnit ? "input times weight" : "\(size) map times weights"
            let noun = isUnit ? "input" : "input map"
            guard sum.parts.count > shownParts else {
                return "\(what), for \(NumberFormat.count(sum.parts.count, noun))"
            }
            return "\(what), for the strongest \(shownParts) of \(NumberFormat.count(sum.parts.count, noun))"
        case .pooled(let window):
            let size = NumberFormat.product(window.rows.count, window.columns.count)
            let what = window.kind == .maximum ? "the largest" : "the mean"
            return "\(what) of \(size) values of \(name(of: window.map))"
        case .combined(let combined): return "\(NumberFormat.word(combined.terms.count)) branches meet here"
        case .handedOn(let from, _): return "the value of \(name(of: from.map)) at the same place"
        case .input: return "a pixel of the picture, as it is fed"
        case .unexplained(let sentence): return sentence
        }
    }

    /// The words of the glossary that the head of the card uses.
    var headTerms: [String] {
        switch explanation.origin {
        case .weighted(let sum):
            (explained.className == nil ? [] : ["logit"])
                + (sum.kind == .convolution ? ["patch", "kernel"] : ["weight"])
        case .pooled(let window): [window.kind == .maximum ? "max pool" : "mean pool"]
        case .combined: ["branch"]
        case .handedOn, .input, .unexplained: []
        }
    }

    /// The words of the glossary that the last line uses.
    var footTerms: [String] {
        var terms: [String] = []
        if case .weighted = explanation.origin { terms.append("bias") }
        for step in explanation.steps {
            switch step.kind {
            case .batchNormalization: terms.append("batch norm")
            case .activation(let name): terms.append(name.lowercased())
            case .gate: terms.append("gate")
            case .addition: terms.append("branch")
            case .widerNormalization, .operators: break
            }
        }
        return terms
    }

    /// What words of the glossary mean: "Bias: a number that…"; nil where it has none of them.
    static func meanings(of terms: [String]) -> String? {
        let known = terms.compactMap { term -> String? in
            let name = term == "relu" ? "ReLU" : term.prefix(1).uppercased() + term.dropFirst()
            return Glossary.meaning(of: term).map { "\(name): \($0)" }
        }
        return known.isEmpty ? nil : known.joined(separator: " ")
    }

    /// A piece of the last line.
    struct Piece: Equatable {
        /// What it says.
        var text: String
        /// Whether it is a number.
        var isNumber = false
        /// Whether it is the explained number itself.
        var isResult = false
    }

    /// The last line: from the sum to the value.
    var pieces: [Piece] {
        var pieces: [Piece] = []
        func say(_ text: String) { pieces.append(Piece(text: text)) }
        func tell(_ value: Float) { pieces.append(Piece(text: Self.number(value), isNumber: true)) }
        switch explanation.origin {
        case .weighted(let sum):
            say("sum")
            tell(sum.sum)
            say(sum.includesNormalization ? "+ bias (normalization included)" : "+ bias")
            tell(sum.bias)
            say("=")
            tell(sum.result)
        case .pooled(let window):
            say(window.kind == .maximum ? "largest" : "mean")
            tell(window.result)
        case .combined(let combined):
            say("together")
            tell(combined.result)
        case .handedOn(_, let value):
            say("from there")
            tell(value)
        case .input, .unexplained: say("value")
        }
        for step in explanation.steps {
            say(Self.words(of: step.kind))
            tell(step.after)
        }
        switch explanation.origin {
        case .input, .unexplained: tell(explanation.value)
        default: break
        }
        if let last = pieces.indices.last {
            pieces[last] = Piece(text: Self.number(explanation.value), isNumber: true, isResult: true)
        }
        return pieces
    }

    private static func words(of step: ValueExplanation.StepKind) -> String {
        switch step {
        case .batchNormalization(let scale, let shift):
            "\u{D7} \(number(scale)) \(signed(shift)) (batch norm) ="
        case .activation(let name): "after \(activation(name))"
        case .addition(let addend): "\(signed(addend)) ="
        case .gate(_, let factor): "\u{D7} gate \(number(factor)) ="
        case .widerNormalization(let name): "after \(name)"
        case .operators(let names): "after \(names.joined(separator: ", "))"
        }
    }

    /// "+ 0.20" or "− 0.20".
    private static func signed(_ value: Float) -> String {
        "\(value < 0 ? NumberFormat.minus : "+") \(number(abs(value)))"
    }

    /// What people call an activation function of ONNX.
    static func activation(_ name: String) -> String {
        let words = [
            "Relu": "ReLU", "LeakyRelu": "leaky ReLU", "PRelu": "PReLU", "Clip": "clipping",
            "Sigmoid": "sigmoid", "HardSigmoid": "hard sigmoid", "HardSwish": "hard swish", "Gelu": "GELU",
            "Elu": "ELU", "Selu": "SELU", "Tanh": "tanh",
        ]
        return words[name] ?? name
    }

    /// A number with two decimals, or three where it is small.
    static func number(_ value: Float) -> String {
        guard value.isFinite, abs(value) < 0.1, value != 0 else { return NumberFormat.value(value) }
        return NumberFormat.decimal(value, places: 3)
    }

    /// What the status line says.
    var status: String {
        if let name = explained.className { return "\(name): logit \(Self.number(explanation.value))" }
        return "\(pixel(place)): \(Self.number(explanation.value))"
    }

    /// What the status line says of a number that can be stepped into.
    func status(of place: ValuePlace) -> String {
        var value: Float?
        switch explanation.origin {
        case .weighted(let sum):
            let products = sum.parts.indices.lazy.filter { sum.parts[$0].map == place.map }
            for part in products {
                for cell in sum.parts[part].patch.indices where sum.place(part: part, cell: cell) == place {
                    let number = sum.parts[part].patch[cell] ?? 0, weight = sum.parts[part].kernel[cell]
                    return "\(pixel(place)): \(Self.number(number)) \u{D7} \(Self.number(weight)) = "
                        + Self.number(number * weight)
                }
            }
        case .pooled(let window):
            value = window.values.indices.first { window.place(cell: $0) == place }.flatMap {
                window.values[$0]
            }
        case .combined(let combined): value = combined.terms.first { $0.place == place }?.value
        case .handedOn(_, let number): value = number
        case .input, .unexplained: break
        }
        return value.map { "\(pixel(place)): \(Self.number($0))" } ?? pixel(place)
    }

    private func pixel(_ place: ValuePlace) -> String {
        "\(name(of: place.map.value)), map #\(place.map.channel), pixel \(NumberFormat.position(place.x, place.y))"
    }

    /// What mouse and keys do.
    var hints: [Hint] {
        var hints = [Hint("Click a value: where it comes from"), Hint("choose", key: "\u{2191} \u{2193}")]
        hints.append(explained.depth > 1 ? Hint("back", key: "Backspace") : Hint("step in", key: "Enter"))
        return hints + [Hint("folds the card", key: "Esc")]
    }
}
