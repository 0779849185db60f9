import Rendering

extension NetworkScene {
    /// What a class of the top 10 means.
    public var tip: StageTip? {
        guard case .answer(let rank) = hand.hover, content.top.indices.contains(rank) else { return nil }
        let entry = content.top[rank]
        return StageTip(
            id: "answer.\(entry.classIndex)", words: entry.explanation,
            place: TopTen.place(ofRank: rank, regions))
    }
}
