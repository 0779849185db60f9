import Rendering

extension NetworkScene {
    /// What a class of the top 10 means, and what the words of the key do.
    public var tip: StageTip? {
        guard case .answer(let rank) = hand.hover, content.top.indices.contains(rank) else {
            return explanationTip ?? keyTip
        }
        let entry = content.top[rank]
        return StageTip(
            id: "answer.\(entry.classIndex)", words: entry.explanation,
            place: TopTen.place(ofRank: rank, regions))
    }

    /// What the words mean at the top and at the bottom of the card that explains a number.
    private var explanationTip: StageTip? {
        guard let pointer = hand.pointer, let layout = frame?.explanation, layout.card.contains(pointer),
            layout.back?.contains(pointer) != true
        else { return nil }
        let words = ExplanationWords(explained: layout.explained)
        let card = layout.card
        let isHead = pointer.y < card.minY + 58
        guard isHead || pointer.y > layout.footTop,
            let meanings = ExplanationWords.meanings(of: isHead ? words.headTerms : words.footTerms)
        else { return nil }
        let place =
            isHead
            ? Rectangle(x: card.minX, y: card.minY, width: card.width, height: 58)
            : Rectangle(
                x: card.minX, y: layout.footTop, width: card.width, height: card.maxY - layout.footTop)
        return StageTip(id: isHead ? "explanation.head" : "explanation.foot", words: meanings, place: place)
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
