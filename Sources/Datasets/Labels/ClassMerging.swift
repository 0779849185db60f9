import Foundation
import Tensors

/// Which of a network's own classes count as one: the way from its logits to those that are shown.
///
/// The logit of several classes is the logarithm of the sum of their exponentials, so that a softmax over what remains
/// gives the sums of their probabilities.
public struct ClassMerging: Sendable, Hashable {
    /// The network's own classes behind every shown one, ascending; shown classes are in the order of the first.
    public let members: [[Int]]
    /// The shown class of every own one.
    public let shownIndices: [Int]

    /// Every class by itself.
    public init(classCount: Int) {
        members = (0..<classCount).map { [$0] }
        shownIndices = Array(0..<classCount)
    }

    /// The groups, each as one class. Those of a class that is in several of them is its first one.
    public init(_ groups: [LabelGroup], classCount: Int) {
        var groupOf = [Int?](repeating: nil, count: classCount)
        for (index, group) in groups.enumerated() {
            for member in group.members where groupOf.indices.contains(member) && groupOf[member] == nil {
                groupOf[member] = index
            }
        }
        var (members, shown, places) = ([[Int]](), [Int](), [Int: Int]())
        for (index, group) in groupOf.enumerated() {
            if let group, let place = places[group] {
                members[place].append(index)
                shown.append(place)
            } else {
                if let group { places[group] = members.count }
                shown.append(members.count)
                members.append([index])
            }
        }
        (self.members, shownIndices) = (members, shown)
    }

    /// How many classes the network has.
    public var ownCount: Int { shownIndices.count }
    /// How many are shown.
    public var shownCount: Int { members.count }
    /// Whether every class is by itself.
    public var isEmpty: Bool { ownCount == shownCount }

    /// The logits of the shown classes, `[..., shown]`, for the network's own, `[..., own]`.
    public func logits(_ own: [Float]) -> [Float] {
        guard !isEmpty else { return own }
        precondition(own.count % ownCount == 0, "\(own.count) logits of \(ownCount) classes")
        return stride(from: 0, to: own.count, by: ownCount).flatMap { start in
            members.map { classes in
                classes.count == 1
                    ? own[start + classes[0]] : Self.logarithmOfSum(classes.map { own[start + $0] })
            }
        }
    }

    /// The logits of the shown classes, `[rows, shown]`, for the network's own, `[rows, own]`.
    public func logits(_ own: Tensor) -> Tensor {
        isEmpty ? own : Tensor(shape: [own.count / ownCount, shownCount], values: logits(own.values))
    }

    /// The derivative of a shown class's logit with respect to the network's own, `[own]`: 1 for a class by itself, and
    /// for a group each member's share of its probability.
    public func seeds(of shownIndex: Int, logits own: [Float]) -> Tensor {
        var seeds = Tensor(shape: [ownCount])
        let classes = members[shownIndex]
        let largest = Double(classes.map { own[$0] }.max() ?? 0)
        let powers = classes.map { exp(Double(own[$0]) - largest) }
        let sum = powers.reduce(0, +)
        for (index, power) in zip(classes, powers) { seeds[index] = Float(power / sum) }
        return seeds
    }

    /// The shown class that has the first member of another merging's shown class.
    public func shownIndex(_ index: Int, of before: ClassMerging) -> Int? {
        guard before.members.indices.contains(index), let own = before.members[index].first,
            shownIndices.indices.contains(own)
        else { return nil }
        return shownIndices[own]
    }

    private static func logarithmOfSum(_ logits: [Float]) -> Float {
        let largest = Double(logits.max() ?? 0)
        guard largest.isFinite else { return Float(largest) }
        return Float(largest + log(logits.reduce(0) { $0 + exp(Double($1) - largest) }))
    }
}
