extension Labels {
    /// The names of the shown classes where groups count as one: a group has its own name, and means its members.
    ///
    /// - Parameter groups: those that are on.
    public func merged(_ groups: [LabelGroup], by merging: ClassMerging) -> Labels {
        guard !merging.isEmpty else { return self }
        let shownNames = merging.members.map { members in
            members.count == 1
                ? name(of: members[0])
                : groups.first { $0.members.contains(members[0]) }?.name ?? name(of: members[0])
        }
        let shownMeanings = merging.members.map { members in
            members.count == 1 ? explanation(of: members[0]) : Self.list(members.map(name))
        }
        var result = Labels(names: shownNames, meanings: shownMeanings, groups: [:])
        (result.origin, result.remark) = (origin, remark)
        return result
    }

    /// Names in a sentence; of many only the first ones.
    private static func list(_ names: [String]) -> String {
        let most = 12
        guard names.count > most else {
            return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        }
        return names.prefix(most).joined(separator: ", ") + " and \(names.count - most) more"
    }
}
