import CSVM

/// A linear support vector machine that tells two kinds of rows apart (C-SVC, solved by libsvm).
///
/// A row lies on the positive side where `weights · row + bias > 0`.
/// Source: C. Cortes and V. Vapnik, "Support-vector networks", 1995; C.-C. Chang and C.-J. Lin, "LIBSVM",
/// 2011.
public struct LinearSVM: Sendable, Equatable {
    /// The normal of the boundary, one weight a column.
    public let weights: [Double]
    /// The offset of the boundary.
    public let bias: Double
    /// The rows that hold the boundary in place, ascending.
    public let supportVectors: [Int]
    /// The decision value of every training row: positive on the side of the rows marked true.
    public let decisionValues: [Double]
    /// The share of the training rows that lie on their own side, 0...1.
    public let trainingAccuracy: Double

    /// Trains on `rows`, finite and all of one length, with the penalty `cost` for a row on the wrong side.
    ///
    /// - Returns: nil where all rows are of one kind, so that there is nothing to tell apart.
    public static func train(rows: [[Double]], isPositive: [Bool], cost: Double = 1) -> LinearSVM? {
        precondition(rows.count == isPositive.count, "\(rows.count) rows, \(isPositive.count) marks")
        precondition(cost > 0, "a cost of \(cost)")
        guard isPositive.contains(true), isPositive.contains(false) else { return nil }
        silencePrints
        let nodes = TrainingRows(rows)
        // libsvm puts the class of 1 first. scikit-learn puts false first: the same order gives the same
        // steps, and so the same support vectors even among those that the stopping rule leaves open.
        let targets = isPositive.map { $0 ? -1.0 : 1.0 }
        return nodes.withModel(targets: targets, cost: cost) { model in
            LinearSVM(model: model, rows: rows, isPositive: isPositive)
        }
    }

    /// The decision value of a row.
    public func decisionValue(of row: [Double]) -> Double { Self.decisionValue(of: row, weights, bias) }

    private init(model: svm_model, rows: [[Double]], isPositive: [Bool]) {
        // libsvm's decision values are positive on the side of its first class.
        let sign: Double = model.label[0] > 0 ? -1 : 1
        var weights = [Double](repeating: 0, count: rows[0].count)
        var supportVectors: [Int] = []
        for index in 0..<Int(model.l) {
            let row = Int(model.sv_indices[index]) - 1
            let coefficient = sign * (model.sv_coef[0]?[index] ?? 0)
            for column in weights.indices { weights[column] += coefficient * rows[row][column] }
            supportVectors.append(row)
        }
        let bias = -sign * model.rho[0]
        let values = rows.map { Self.decisionValue(of: $0, weights, bias) }
        let rightCount = zip(values, isPositive).count { ($0 > 0) == $1 }
        self.weights = weights
        self.bias = bias
        self.supportVectors = supportVectors.sorted()
        decisionValues = values
        trainingAccuracy = Double(rightCount) / Double(rows.count)
    }

    private static func decisionValue(of row: [Double], _ weights: [Double], _ bias: Double) -> Double {
        zip(row, weights).reduce(bias) { $0 + $1.0 * $1.1 }
    }

    /// libsvm prints its progress through a function of the whole process; a lazy constant sets it exactly
    /// once.
    private static let silencePrints: Void = svm_set_print_string_function { _ in }
}

/// Rows in libsvm's form. The model points into them, so it lives only inside `withModel`.
private final class TrainingRows {
    private var starts: [UnsafeMutablePointer<svm_node>?]

    init(_ rows: [[Double]]) {
        starts = rows.map { row in
            let nodes = UnsafeMutablePointer<svm_node>.allocate(capacity: row.count + 1)
            for (column, value) in row.enumerated() {
                nodes[column] = svm_node(index: Int32(column + 1), value: value)
            }
            nodes[row.count] = svm_node(index: -1, value: 0)
            return nodes
        }
    }

    deinit { starts.forEach { $0?.deallocate() } }

    func withModel<Result>(targets: [Double], cost: Double, _ body: (svm_model) -> Result) -> Result {
        var parameters = svm_parameter()
        parameters.svm_type = Int32(C_SVC)
        parameters.kernel_type = Int32(LINEAR)
        parameters.cache_size = 200
        parameters.eps = 1e-3
        parameters.C = cost
        parameters.shrinking = 1
        var targets = targets
        return targets.withUnsafeMutableBufferPointer { targets in
            starts.withUnsafeMutableBufferPointer { starts in
                var problem = svm_problem(
                    l: Int32(starts.count), y: targets.baseAddress, x: starts.baseAddress)
                var model = svm_train(&problem, &parameters)
                defer { svm_free_and_destroy_model(&model) }
                guard let trained = model?.pointee else {
                    preconditionFailure("libsvm returned no model")
                }
                return body(trained)
            }
        }
    }
}
