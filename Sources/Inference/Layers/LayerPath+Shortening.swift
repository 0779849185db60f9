// What the paths of one network have in common is left out of each.
extension [LayerPath] {
    /// Leaves out the scopes that all paths start with, then one that merely holds most of them.
    ///
    /// A path keeps at least one part, and what is left begins with a word.
    mutating func leaveOutCommonScopes() {
        let parts = map(\.parts).filter { !$0.isEmpty }
        guard parts.count > 1, let first = parts.first else { return }
        var common = 0
        while parts.allSatisfy({ $0.count > common + 1 && $0[common] == first[common] }) { common += 1 }
        while common > 0, parts.contains(where: { $0[common].isNumber }) { common -= 1 }
        for index in indices where !self[index].parts.isEmpty { self[index].removeFirst(common) }
        leaveOutHolder()
    }

    /// Leaves out a first scope without a number that most layers are in, where its children are words that are
    /// found nowhere else: the "trunk_output" of RegNet.
    private mutating func leaveOutHolder() {
        let counts = reduce(into: [String: Int]()) { $0[$1.parts.first ?? "", default: 0] += 1 }
        for (holder, count) in counts where !holder.isEmpty && count * 2 > self.count {
            let inside = filter { $0.parts.first == holder }
            let outside = filter { $0.parts.first != holder }
            let children = Set(inside.map { $0.parts.dropFirst().first ?? "" })
            let isPlain =
                !holder.contains(where: \.isNumber) && !outside.isEmpty
                && !children.contains { $0.isEmpty || $0.isNumber }
                && children.isDisjoint(with: outside.flatMap(\.parts))
            guard isPlain else { continue }
            for index in indices where self[index].parts.first == holder { self[index].removeFirst(1) }
        }
    }

    /// Leaves out last parts that tell a layer from no other: "conv1.conv", "downsample.0".
    mutating func leaveOutLoneEnds() {
        let tellingNothing: Set = ["conv", "conv2d", "conv1d", "linear", "dense"]
        var isFinished = false
        while !isFinished {
            isFinished = true
            let counts = scopeCounts()
            for index in indices {
                let parts = self[index].parts
                guard parts.count > 1, let last = parts.last,
                    parts.dropLast().contains(where: { !$0.isNumber }),
                    last.isNumber || tellingNothing.contains(last.lowercased()),
                    counts[Array<String>(parts.dropLast())] == 1
                else { continue }
                self[index].removeLast()
                isFinished = false
            }
        }
    }

    /// How many paths are in each scope, or are that scope.
    private func scopeCounts() -> [[String]: Int] {
        reduce(into: [:]) { counts, path in
            for length in path.parts.indices { counts[Array<String>(path.parts[...length]), default: 0] += 1 }
        }
    }
}

// Roles in place of numbers.
extension [LayerPath] {
    /// Within a block, "conv.0" becomes what the layer does there, where each does something else.
    mutating func nameRoles(_ roles: [LayerRole]) {
        var blocks: [[String]: [Int]] = [:]
        for (index, path) in enumerated() {
            if let start = path.numberedEnd {
                blocks[Array<String>(path.parts[..<start]), default: []].append(index)
            }
        }
        for (block, members) in blocks {
            let words = LayerRole.words(members.map { roles[$0] })
            guard let words, Set(words).count == words.count else { continue }
            let proposed = words.map { block + [$0] }
            guard Set(map(\.parts)).isDisjoint(with: proposed) else { continue }
            for (member, word) in zip(members, words) {
                self[member].replaceEnd(from: block.count, with: word)
            }
        }
    }
}

extension LayerPath {
    /// Where the part begins that only numbers a layer within its block: after [features, 2] in
    /// [features, 2, conv, 0]; nil where the path ends in a word or has no block.
    fileprivate var numberedEnd: Int? {
        guard let last = parts.last, last.isNumber else { return nil }
        let containers: Set = ["conv", "block", "layers", "body", "branch"]
        var start = parts.count - 1
        if start > 1, containers.contains(parts[start - 1]), parts[start - 2].isNumber { start -= 1 }
        let block = parts[..<start]
        return block.contains { $0.contains(where: \.isNumber) } ? start : nil
    }
}
