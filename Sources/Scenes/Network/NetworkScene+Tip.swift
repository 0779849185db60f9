import Rendering

extension NetworkScene {
    /// What a class of the top 10 means, and what the words of the key do.
    public var tip: StageTip? {
        guard case .answer(let rank) = hand.hover, content.top.indices.contains(rank) else { return keyTip }
        let entry = content.top[rank]
        return StageTip(
            id: "answer.\(entry.classIndex)", words: entry.explanation,
            place: TopTen.place(ofRank: rank, regions))
    }

    private var keyTip: StageTip? {
        guard let pointer = hand.pointer, content.hasNetwork, content.planes == nil, view.fan < 0.5,
            regions.key.contains(pointer), let entropy = Glossary.meaning(of: "entropy"),
            let share = Glossary.meaning(of: "explained by the face")
        else { return nil }
        let words = "Entropy: \(entropy)" + (content.showsAllMaps ? "" : " Explained by the face: \(share)")
        return StageTip(id: "key", words: words, place: regions.key)
    }
}
