import Analysis
import Rendering

/// A cluster of samples in the plane: its outline, and who is in it.
struct ClusterShape: Sendable {
    /// By its number among the clusters.
    var number: Int
    /// Positions of its samples.
    var members: [Int]
    /// A closed curve in the plane; empty for fewer than three samples.
    var outline: [Point]
    /// The class that most of its samples have; -1: none.
    var majority: Int
    /// The share of the samples that have it, 0...1.
    var majorityShare: Float

    /// Its letter.
    var letter: String { ClusterLetter.of(number) }

    /// The clusters of some places.
    ///
    /// - Parameter labels: the cluster of each, in the order of `places`.
    static func all(_ places: SamplePlaces, labels: [Int32]) -> [ClusterShape] {
        guard labels.count == places.count, let last = labels.max(), last >= 0 else { return [] }
        var members = [[Int]](repeating: [], count: Int(last) + 1)
        for (position, label) in labels.enumerated() where label >= 0 { members[Int(label)].append(position) }
        return members.enumerated().map { number, positions in
            let classes = Dictionary(grouping: positions) { places.classOf[$0] }.mapValues(\.count)
            let majority = classes.max { ($0.value, $1.key) < ($1.value, $0.key) }
            return ClusterShape(
                number: number, members: positions,
                outline: ClusterHull.outline(of: positions.map { places.points[$0] }),
                majority: majority?.key ?? -1,
                majorityShare: Float(majority?.value ?? 0) / Float(max(positions.count, 1)))
        }
    }
}

/// What clusters are called.
public enum ClusterLetter {
    /// A ... Z, AA, AB ... for 0, 1, 2 ...
    public static func of(_ number: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let last = String(letters[number % letters.count])
        return number < letters.count ? last : of(number / letters.count - 1) + last
    }
}
