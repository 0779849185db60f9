import Samples

/// How far one sample is from those of every class in an operation, as curves to be drawn.
struct DistanceCurves: Sendable {
    /// A class.
    struct Curve: Sendable, Equatable {
        /// An index into the data set's classes; -1: all samples, where there are no classes.
        var classIndex: Int
        /// The density at the places, per unit of distance.
        var values: [Float]
        /// Where it is highest, an index into the places.
        var peak: Int
    }

    /// Where the densities are told, ascending from 0.
    var places: [Float]
    /// Those that have a density.
    var curves: [Curve]
    /// The class of the sample, an index into the data set's; nil: none.
    var ownClass: Int?
    /// How many neighbours are counted.
    var count: Int
    /// How far the last of them is; nil: there is none.
    var reach: Float?
    /// The kernel's standard deviation for the sample's own class, or for all; nil: there is no such curve.
    var bandwidth: Float?

    /// The curves of one sample's distances.
    ///
    /// - Parameters:
    ///   - ownClass: the sample's class; nil: none.
    ///   - count: how many neighbours are counted.
    init(_ distances: SampleDistances, ownClass: Int?, hasClasses: Bool, count: Int) {
        places = distances.places
        curves = distances.densities.enumerated().compactMap { index, values in
            guard let highest = values.max(), highest > 0, let peak = values.firstIndex(of: highest) else {
                return nil
            }
            return Curve(classIndex: hasClasses ? index : -1, values: values, peak: peak)
        }
        self.ownClass = ownClass
        self.count = min(count, distances.order.count)
        reach = self.count > 0 ? distances.distances[distances.order[self.count - 1]] : nil
        let stated = hasClasses ? ownClass : 0
        bandwidth = stated.flatMap { index in
            distances.bandwidths.indices.contains(index) && distances.bandwidths[index] > 0
                ? Float(distances.bandwidths[index]) : nil
        }
    }

    /// The largest density of all.
    var peak: Float { curves.map { $0.values[$0.peak] }.max() ?? 0 }
}
