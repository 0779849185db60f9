import Occlusion
import Rendering
import Workbench

extension NetworkScene {
    /// The class or the pixel of a map that the pointer is on.
    public var sight: TourSight? {
        switch hand.hover {
        case .answer(let rank) where content.top.indices.contains(rank):
            return .answer(classIndex: content.top[rank].classIndex)
        case .pixel(let layer, _, let x, let y):
            guard let field = hand.field, field.layer == layer, field.x == x, field.y == y,
                let box = field.inputBox
            else { return nil }
            return .field(layer: layer, width: box.width, height: box.height)
        default: return nil
        }
    }

    /// The list of answers, a block, a card, the open map, or the part of the picture that is to be hidden.
    public func guide(for step: TourStep) -> TourGuide {
        guard let frame else { return TourGuide() }
        var guide = TourGuide(target: target(of: step, frame))
        let blocks = frame.arrangement.columns.flatMap(\.blocks).filter(\.isVisible)
        guide.occupied = blocks.compactMap { Rectangle(around: $0.corners.map(frame.project)) }
        if let fan = frame.fanOut, frame.fan > 0.5 {
            guide.occupied +=
                [fan.card, fan.openMap, fan.picture.inset(by: -20)] + [fan.explanation].compactMap(\.self)
        } else {
            guide.occupied += [frame.regions.top, frame.regions.card]
        }
        if frame.arrangement.input.isVisible { guide.occupied.append(inputBox(frame)) }
        guide.occupied.append(frame.regions.title)
        return guide
    }

    private func target(of step: TourStep, _ frame: NetworkFrame) -> Rectangle? {
        switch step {
        case .answer:
            let row = TopTen.place(ofRank: 0, frame.regions)
            return Rectangle(
                x: row.minX - 3, y: row.minY - 3, width: row.width + 6, height: min(row.height - 8, 34))
        case .field, .block: return block(frame)
        case .map: return frame.fanOut?.cards.first?.place
        case .value: return frame.fanOut?.openMap
        case .hide: return part(TourPicture.head, frame)
        case .control: return part(TourPicture.ball, frame)
        default: return nil
        }
    }

    /// The face of a block in the middle of the network.
    private func block(_ frame: NetworkFrame) -> Rectangle? {
        guard let layer = frame.content.layers.first(where: { $0.name == TourPicture.layerName }),
            let block = frame.arrangement.columns[layer.id].blocks.first
        else { return nil }
        return Rectangle(around: frame.quad(block, x: 0, y: 0, width: 1, height: 1))
    }

    private func part(_ box: PixelRectangle, _ frame: NetworkFrame) -> Rectangle? {
        let side = Float(TourPicture.side)
        return Rectangle(
            around: frame.quad(
                frame.arrangement.input, x: Float(box.x) / side, y: Float(box.y) / side,
                width: Float(box.width) / side, height: Float(box.height) / side))
    }

    private func inputBox(_ frame: NetworkFrame) -> Rectangle {
        Rectangle(around: frame.quad(frame.arrangement.input, x: 0, y: 0, width: 1, height: 1))
            ?? .init(origin: .zero, size: .zero)
    }
}
