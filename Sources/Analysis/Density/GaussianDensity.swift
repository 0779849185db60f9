import Foundation

/// The density of numbers, smoothed by a Gaussian kernel (E. Parzen 1962), its bandwidth by Scott's rule
/// (D. W. Scott 1992): the standard deviation times count^(-1/5).
public struct GaussianDensity: Sendable, Equatable {
    /// The standard deviation of the kernel, in the unit of the numbers; 0 where they are all the same, or fewer than 2.
    public let bandwidth: Double
    private let values: [Float]

    /// The density of `values`.
    ///
    /// - Parameter bandwidth: nil: by Scott's rule.
    public init(of values: [Float], bandwidth: Double? = nil) {
        self.values = values
        self.bandwidth = bandwidth ?? Self.scottBandwidth(of: values)
    }

    /// Scott's rule, with the standard deviation of a sample (one less than the count below the line).
    public static func scottBandwidth(of values: [Float]) -> Double {
        let count = Double(values.count)
        guard count > 1 else { return 0 }
        let mean = values.reduce(0.0) { $0 + Double($1) } / count
        let squares = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        return (squares / (count - 1)).squareRoot() * pow(count, -0.2)
    }

    /// The density at some places, per unit of the numbers; 0 everywhere where there is no bandwidth.
    public func values(at places: [Float]) -> [Float] {
        guard bandwidth > 0 else { return places.map { _ in 0 } }
        let factor = 1 / (Double(values.count) * bandwidth * (2 * Double.pi).squareRoot())
        return places.map { place in
            Float(
                factor
                    * values.reduce(0.0) { sum, value in
                        let distance = (Double(place) - Double(value)) / bandwidth
                        return sum + exp(-0.5 * distance * distance)
                    })
        }
    }
}
