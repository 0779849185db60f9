import Rendering

extension CameraPose {
    /// Plate, so placed that the world's (x, -y) is the stage's point (x, y).
    static func plate(on stageSize: Point) -> CameraPose {
        .plate(center: Vector3(stageSize.x / 2, -stageSize.y / 2, 0), zoom: 1, reach: 3000)
    }

    /// The pose after the stage was enlarged by `zoom` about its middle and moved by `pan` points.
    func moved(by pan: Point, zoom: Float) -> CameraPose {
        var pose = self
        pose.offset = offset * zoom + pan
        pose.scale = scale * zoom
        return pose
    }
}
