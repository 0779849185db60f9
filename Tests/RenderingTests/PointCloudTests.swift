import CGL
import Rendering
import TestSupport
import Testing

@Suite(.serialized)
@MainActor
struct PointCloudTests {
    private let theme = Theme.light

    private func cloud(radius: Float, outline: Color? = nil, theme: Theme = .light) -> PointCloud {
        PointCloud(
            ClassMark.allCases.enumerated().map { index, mark in
                PointCloud.Mark(
                    mark, at: Point(20 + Float(index) * 32, 20), radius: radius, fill: mark.color(theme),
                    outline: outline, outlineWidth: 1.25)
            })
    }

    private func picture(_ overlay: [OverlayItem], size: Point = Point(300, 40)) throws -> DisplayImage {
        var drawing = Drawing(background: theme.paper, camera: .flat(stageSize: size))
        drawing.overlay = overlay
        return try snapshot(drawing, size: size)
    }

    /// The mean difference of the channels, and how many differ by more than 64, of all that either picture inks.
    private func difference(_ a: DisplayImage, _ b: DisplayImage) -> (mean: Double, farShare: Double) {
        let paper = theme.paper.bytes
        let inked = a.pixels.indices.filter {
            $0 % 4 < 3 && (a.pixels[$0] != paper[$0 % 4] || b.pixels[$0] != paper[$0 % 4])
        }
        let differences = inked.map { abs(Int(a.pixels[$0]) - Int(b.pixels[$0])) }
        let count = Double(max(inked.count, 1))
        return (Double(differences.reduce(0, +)) / count, Double(differences.count { $0 > 64 }) / count)
    }

    /// The oracle: the same marks as polygons and lines, whose edges fade a little differently.
    @Test(arguments: [4, 10, 14] as [Float])
    func everyShapeIsThatOfItsMark(radius: Float) throws {
        let expected = ClassMark.allCases.enumerated().flatMap { index, mark in
            mark.overlay(at: Point(20 + Float(index) * 32, 20), radius: radius, theme: theme)
        }
        let found = try difference(
            picture([.points(cloud(radius: radius))]), picture(expected))
        #expect(found.mean < 10 && found.farShare < 0.02, "radius \(radius): \(found)")
    }

    @Test func marksOfEverySizeWithAndWithoutOutlines() throws {
        for (name, theme) in [("light", Theme.light), ("dark", Theme.dark)] {
            let size = Point(300, 220)
            var drawing = Drawing(background: theme.paper, camera: .flat(stageSize: size))
            for (row, (radius, outline)) in [
                (Float(3.4), nil), (5, theme.ink), (10, nil), (10, theme.ink), (12, theme.signal),
            ].enumerated() {
                var marks = cloud(radius: radius, outline: outline, theme: theme)
                marks.origin = Point(0, Float(row) * 42)
                drawing.overlay.append(.points(marks))
            }
            try expectGolden(
                snapshot(drawing, size: size), named: "rendering/points-\(name)", tolerance: .flat)
        }
    }

    @Test func aCloudIsMovedAndSpreadWithoutItsMarksGrowing() throws {
        let marks = [Point(10, 5), Point(60, 10), Point(110, 2)].map {
            PointCloud.Mark(.hexagon, at: $0, radius: 5, fill: theme.ink)
        }
        let moved = marks.map {
            var mark = $0
            mark.place = $0.place * 2 + Point(7, 11)
            return mark
        }
        let cloud = PointCloud(marks, origin: Point(7, 11), scale: 2)
        let image = try picture([.points(cloud)])
        #expect(try image.pixels == picture([.points(PointCloud(moved))]).pixels)
        #expect(try image.pixels != picture([.points(PointCloud(marks))]).pixels)
    }

    @Test func cloudsKeepTheirOrderAmongOthersAndStayInsideClips() throws {
        func dot(_ color: Color) -> OverlayItem {
            .points(PointCloud([PointCloud.Mark(.square, at: Point(20, 20), radius: 9, fill: color)]))
        }
        let (red, blue) = (Color(0xFF0000), Color(0x0000FF))
        let box = OverlayItem.box(Box(Rectangle(x: 18, y: 0, width: 9, height: 40), fill: blue))
        func color(_ overlay: [OverlayItem], _ x: Int, _ y: Int) throws -> [UInt8] {
            try Array(picture(overlay).pixels[(y * 300 + x) * 4..<(y * 300 + x) * 4 + 3])
        }
        #expect(try color([dot(red), box], 20, 20) == [0, 0, 255])
        #expect(try color([box, dot(red)], 20, 20) == [255, 0, 0])
        #expect(try color([dot(red), box, dot(red)], 20, 20) == [255, 0, 0])
        let clipped = [.beginClip(Rectangle(x: 0, y: 0, width: 20, height: 40)), dot(red), .endClip]
        #expect(try color(clipped, 19, 20) == [255, 0, 0])
        #expect(try color(clipped, 20, 20) == (0..<3).map { theme.paper.bytes[$0] })
    }

    @Test func aCloudIsUploadedOnceWhereverItLiesAndForgottenWhenIdle() throws {
        let context = try OffscreenContext()
        defer { context.close() }
        let target = try OffscreenTarget(width: 300, height: 40)
        let renderer = try Renderer()
        target.bind()
        let empty = Drawing(background: theme.paper, camera: .flat(stageSize: Point(300, 40)))
        var drawing = empty
        let viewport = Viewport(width: 300, height: 40)
        var shown = cloud(radius: 4)
        for step in 0..<5 {
            shown.origin.x = Float(step)
            drawing.overlay = [.points(shown), .points(cloud(radius: 0)), .points(PointCloud([]))]
            renderer.draw(drawing, into: viewport, scale: 1)
        }
        #expect(renderer.cloudUploadCount == 6 && glGetError() == GL_NO_ERROR)
        for _ in 0..<20 { renderer.draw(empty, into: viewport, scale: 1) }
        #expect(renderer.cloudCount == 0)
        renderer.draw(drawing, into: viewport, scale: 1)
        #expect(renderer.cloudUploadCount == 8 && renderer.cloudCount == 2)
        renderer.close()
        target.close()
        #expect(glGetError() == GL_NO_ERROR)
    }
}
