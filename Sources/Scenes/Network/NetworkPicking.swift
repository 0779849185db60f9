import Inference
import Rendering
import Workbench

/// Finds what is under a stage place: flat things first, then what the line of sight meets first.
@MainActor struct NetworkPicking {
    /// What is looked at.
    let frame: NetworkFrame

    /// What is there, or nil for the empty stage.
    func hover(at place: Point) -> NetworkHover? {
        if let hover = frame.explanation?.hover(at: place) { return .explained(hover) }
        if let fan = frame.fanOut, frame.fan > 0.5 { return fanned(fan, place) ?? world(place) }
        if let part = CameraCard.hit(place, frame.regions) { return .camera(part) }
        if let planes = frame.content.planes {
            return PlanePicking(frame: frame, content: planes).hover(at: place).map { .plane($0) }
        }
        if let rank = TopTen.entry(at: place, regions: frame.regions, count: frame.content.top.count) {
            return .answer(rank)
        }
        if let pixel = OutputFace.pixel(at: place, frame.content, frame.regions) {
            return .output(x: pixel.x, y: pixel.y)
        }
        return knot(place) ?? world(place) ?? besideInput(place)
    }

    /// How far beside the picture a press still means it, in points: what begins at its edge, and the outer halves
    /// of handles there.
    static let inputMargin: Float = 7

    /// The pixel at the picture's edge that is nearest to a place close beside it.
    private func besideInput(_ place: Point) -> NetworkHover? {
        let (block, shape) = (frame.arrangement.input, frame.content.inputShape)
        guard block.isVisible, frame.fan < 0.5, let pixel = inputPixel(at: place) else { return nil }
        let x = min(max(pixel.x, 0), Float(shape.x))
        let y = min(max(pixel.y, 0), Float(shape.y))
        let edge = block.origin + x / Float(shape.x) * block.right + y / Float(shape.y) * block.down
        let way = frame.project(edge) - place
        guard (way * way).sum() <= Self.inputMargin * Self.inputMargin else { return nil }
        return .input(x: min(Int(x), shape.x - 1), y: min(Int(y), shape.y - 1))
    }

    /// The place on the input's face in pixels, also beyond its edges; for drags that leave it.
    func inputPixel(at place: Point) -> SIMD2<Float>? {
        let ray = frame.camera.ray(through: place)
        let block = frame.arrangement.input
        guard abs(ray.direction.z) > 1e-6 else { return nil }
        let distance = (block.origin.z - ray.origin.z) / ray.direction.z
        let hit = ray.origin + ray.direction * distance
        let shape = frame.content.inputShape
        return SIMD2(
            (hit.x - block.origin.x) / max(1, block.size.x) * Float(shape.x),
            (block.origin.y - hit.y) / max(1, block.size.y) * Float(shape.y))
    }

    private func fanned(_ fan: FanOut, _ place: Point) -> NetworkHover? {
        let layer = frame.content.layers[fan.layer]
        func pixel(_ share: Point) -> (x: Int, y: Int) {
            (
                min(layer.width - 1, Int(share.x * Float(layer.width))),
                min(layer.height - 1, Int(share.y * Float(layer.height)))
            )
        }
        if let card = fan.card(at: place) {
            let at = pixel(card.share)
            return .card(map: card.map, x: at.x, y: at.y)
        }
        if frame.content.selection.map != nil, fan.openMap.contains(place) {
            let at = pixel((place - fan.openMap.origin) / fan.openMap.size)
            return .openMap(x: at.x, y: at.y)
        }
        return nil
    }

    private func knot(_ place: Point) -> NetworkHover? {
        for layer in frame.content.layers where layer.kind == .join {
            let offset = frame.project(frame.arrangement.columns[layer.id].middle) - place
            if (offset * offset).sum() < 64 { return .knot(layer.id) }
        }
        return nil
    }

    private func world(_ place: Point) -> NetworkHover? {
        let ray = frame.camera.ray(through: place)
        var nearest: (hover: NetworkHover, distance: Float)?
        func offer(_ hover: NetworkHover, _ distance: Float) {
            if distance < nearest?.distance ?? .infinity { nearest = (hover, distance) }
        }
        let input = frame.arrangement.input
        let shape = frame.content.inputShape
        if input.isVisible, let hit = ray.hit(origin: input.origin, right: input.right, down: input.down) {
            offer(.input(x: Int(hit.u * Float(shape.x)), y: Int(hit.v * Float(shape.y))), hit.distance)
        }
        for layer in frame.content.layers {
            for (row, block) in frame.arrangement.columns[layer.id].blocks.enumerated() where block.isVisible
            {
                if let hit = ray.hit(origin: block.origin, right: block.right, down: block.down) {
                    offer(face(layer, row, block, hit), hit.distance)
                }
                let depth = Vector3(0, 0, block.depth)
                for (corner, edge) in [
                    (block.origin + block.right, block.down), (block.origin, block.right),
                    (block.origin, block.down),
                ] {
                    if let hit = ray.hit(origin: corner, right: depth, down: edge) {
                        offer(.block(layer: layer.id, cluster: row), hit.distance + 0.01)
                    }
                }
            }
        }
        return nearest?.hover
    }

    private func face(_ layer: Layer, _ row: Int, _ block: BlockPlace, _ hit: Ray.Hit) -> NetworkHover {
        if layer.kind == .dense {
            let columns = BlockDrawing.stripColumns(units: layer.mapCount, size: block.size)
            let rows = (layer.mapCount + columns - 1) / columns
            let unit = Int(hit.v * Float(rows)) * columns + Int(hit.u * Float(columns))
            return unit < layer.mapCount
                ? .unit(layer: layer.id, number: unit) : .block(layer: layer.id, cluster: 0)
        }
        let side = frame.content.showsAllMaps ? NetworkPictures.mosaicSide(maps: layer.mapCount) : 1
        let (x, y) = (Int(hit.u * Float(layer.width * side)), Int(hit.v * Float(layer.height * side)))
        return .pixel(layer: layer.id, cluster: row, x: x % max(1, layer.width), y: y % max(1, layer.height))
    }
}
