import Rendering
import Samples
import Synchronization

/// The points of all plots of units, with the marks that stand for their classes.
struct UnitCloud: Sendable {
    /// Tells it from others in this process.
    let id: UInt64
    /// The points.
    let points: UnitPoints
    /// The mark of each point, as `ClassMark` counts them.
    let marks: [UInt8]
    /// The sample of each position in the population, by its index in the data set.
    let samples: [Int]
    /// The class of each position in the population; -1: none.
    let classOf: [Int]

    private static let counter = Atomic<UInt64>(0)

    /// Points of a population's samples.
    init(_ points: UnitPoints, of population: Population) {
        id = Self.counter.add(1, ordering: .relaxed).newValue
        (self.points, samples, classOf) = (points, population.samples, population.classOf)
        let markOf = population.classOf.map { UInt8(SampleMarks.mark($0).rawValue) }
        marks = points.positions.map { markOf[Int($0)] }
    }

    /// The number of points.
    var count: Int { points.positions.count }
    /// The number of units.
    var unitCount: Int { points.values.shape[0] }

    /// The sample of a point, by its index in the data set.
    func sample(_ point: Int) -> Int { samples[Int(points.positions[point])] }

    /// The class of a point; -1: none.
    func classIndex(_ point: Int) -> Int { classOf[Int(points.positions[point])] }

    /// The value of a unit at a point.
    func value(_ unit: Int, _ point: Int) -> Float { points.values[unit, point] }

    /// Calls `body` with the values of two units at all points.
    func withValues<Result>(
        _ x: Int, _ y: Int, _ body: (UnsafePointer<Float>, UnsafePointer<Float>) -> Result
    ) -> Result {
        points.values.withPointer { body($0 + x * count, $0 + y * count) }
    }
}

/// The points that are selected.
struct UnitSelection: Sendable {
    /// Tells it from others in this process; 0: nothing is selected.
    let id: UInt64
    /// The points, ascending.
    let indices: [Int32]

    private static let counter = Atomic<UInt64>(0)

    /// Nothing.
    static let none = UnitSelection(id: 0, indices: [])

    private init(id: UInt64, indices: [Int32]) { (self.id, self.indices) = (id, indices) }

    /// These points, ascending.
    init(_ indices: [Int32]) {
        self.init(id: Self.counter.add(1, ordering: .relaxed).newValue, indices: indices)
    }

    /// The points of some samples; of those only the ones at these places, where places are given.
    ///
    /// - Parameters:
    ///   - samples: by their index in the data set.
    ///   - isChosen: asked of a sample and a place of its map.
    init(_ samples: Set<Int>, in cloud: UnitCloud, where isChosen: ((Int, Int) -> Bool)? = nil) {
        let isSelected = cloud.samples.map { samples.contains($0) }
        var found: [Int32] = []
        for (index, position) in cloud.points.positions.enumerated() where isSelected[Int(position)] {
            if let isChosen, !isChosen(cloud.samples[Int(position)], Int(cloud.points.places[index])) {
                continue
            }
            found.append(Int32(index))
        }
        self.init(found)
    }
}
