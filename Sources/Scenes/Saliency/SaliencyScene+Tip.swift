import Rendering

extension SaliencyScene {
    /// What the heading over a picture means.
    public var tip: StageTip? {
        guard let pointer = hand.pointer else { return nil }
        for (pane, picture) in zip(content.panes, layout.pictures) {
            let heading = SaliencyWords.heading(of: pane)
            let place = Rectangle(
                x: picture.minX, y: picture.minY - 30, width: layout.slotWidth, height: 26)
            guard place.contains(pointer), let meaning = Glossary.meaning(of: heading) else { continue }
            return StageTip(id: "heading.\(heading)", words: meaning, place: place)
        }
        return nil
    }
}
