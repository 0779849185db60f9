import Rendering
import Workbench

/// The cards of samples and pairs of samples in the Channels scene, as on the Map.
extension ChannelsScene {
    /// The card of a point of the scatterplot, or of a cell of the matrix; nil: it is neither.
    func mapCard(_ part: CardPart, card: Int, _ stage: Stage) -> [OverlayItem]? {
        switch part {
        case .scatter(.sample(let sample)):
            guard let facts = content.facts, !plots[card].memory.hand.isBusy,
                let place = plots[card].scatterPainter(pen(stage))?.place(of: sample)
            else { return nil }
            let anchor = Rectangle(origin: place, size: .zero).inset(by: -9)
            let told = facts.card(of: sample, image: thumbnail(sample))
            return SampleCard(told, beside: anchor, in: bounds(stage))
                .items(theme: stage.theme, fonts: stage.fonts)
        case .matrix(.cell(let row, let column)):
            guard let told = pair(row, column, card: card),
                case .matrix(_, let grid, let origin, _, _) = plots[card].shape
            else { return nil }
            let anchor = grid.cell(row: row, column: column).moved(by: origin)
            return PairCard(told, beside: anchor, in: bounds(stage), fonts: stage.fonts)
                .items(theme: stage.theme, fonts: stage.fonts)
        default: return nil
        }
    }

    /// The card of the pair that a click keeps, if its layer's matrix is on the stage.
    func pinnedPair(_ stage: Stage) -> [OverlayItem] {
        guard case .pair(let first, let second, let layer) = content.pinned,
            let index = content.cards.firstIndex(where: { $0.layer == layer }),
            case .matrix(let matrix, _, _, _, _) = plots[index].shape,
            case .samples(let samples) = matrix.rows, let row = samples.firstIndex(of: first),
            let column = samples.firstIndex(of: second),
            let anchor = plots[index].matrixPainter(pen(stage))?.place(of: first, second),
            var told = pair(row, column, card: index)
        else { return [] }
        told.isPinned = true
        return PairCard(told, beside: anchor, in: bounds(stage), fonts: stage.fonts)
            .items(theme: stage.theme, fonts: stage.fonts)
    }

    /// What the samples of a row and a column of a card's matrix share.
    func pair(_ row: Int, _ column: Int, card: Int) -> PairCard.Content? {
        guard case .matrix(let matrix, _, _, let shared, _) = plots[card].shape, let facts = content.facts,
            let first = matrix.sample(row), let second = matrix.sample(column)
        else { return nil }
        let (a, b) = (shared.shown[row], shared.shown[column])
        return PairCard.Content(
            samples: [first, second].map { facts.card(of: $0, image: thumbnail($0)) },
            similarity: shared.strong.similarity(a, b), shared: shared.strong.shared(a, b),
            keptCount: shared.keptCount)
    }

    private func bounds(_ stage: Stage) -> Rectangle {
        Rectangle(origin: .zero, size: stage.size).inset(by: 8)
    }
}
