import Foundation
import Rendering

/// A small drawing of lines on a grid of 24, 1.7 wide, with round ends.
struct Icon: Equatable {
    /// Lines through points of the grid; the last point is joined to the first where it is the same.
    let strokes: [[Point]]
    /// Filled dots: centre and radius.
    var dots: [SIMD3<Float>] = []

    static func == (left: Icon, right: Icon) -> Bool {
        left.strokes == right.strokes && left.dots == right.dots
    }
}

extension Canvas {
    /// Draws an icon in the middle of a rectangle, `size` points wide and high.
    func icon(_ icon: Icon, in place: Rectangle, size: Float = 22, _ color: Color) {
        let factor = size / 24
        let origin = place.center - size / 2
        for stroke in icon.strokes {
            let points = stroke.map { origin + $0 * factor }
            let isClosed = stroke.count > 2 && stroke.first == stroke.last
            line(
                isClosed ? Array(points.dropLast()) : points, color, width: 1.7 * max(factor, 0.75),
                isClosed: isClosed)
        }
        for dot in icon.dots { disc(origin + Point(dot.x, dot.y) * factor, radius: dot.z * factor, color) }
    }
}

extension Icon {
    private static func p(_ x: Float, _ y: Float) -> Point { Point(x, y) }

    /// Part of a circle; angles in degrees, clockwise from the right.
    private static func arc(
        _ x: Float, _ y: Float, _ radius: Float, from start: Float, to end: Float
    ) -> [Point] {
        let steps = max(Int(abs(end - start) / 12), 4)
        return (0...steps).map { step in
            let angle = (start + (end - start) * Float(step) / Float(steps)) * .pi / 180
            return Point(x + radius * cosf(angle), y + radius * sinf(angle))
        }
    }

    private static func circle(_ x: Float, _ y: Float, _ radius: Float) -> [Point] {
        let points = arc(x, y, radius, from: 0, to: 348)
        return points + [points[0]]
    }

    private static func ring(_ x: Float, _ y: Float, _ width: Float, _ height: Float) -> [Point] {
        circle(0, 0, 1).map { Point(x + $0.x * width, y + $0.y * height) }
    }

    private static func box(_ x: Float, _ y: Float, _ width: Float, _ height: Float) -> [Point] {
        [p(x, y), p(x + width, y), p(x + width, y + height), p(x, y + height), p(x, y)]
    }

    static let present = Icon(strokes: [
        [p(3, 4.5), p(21, 4.5)], [p(4.5, 4.5), p(4.5, 15.5), p(19.5, 15.5), p(19.5, 4.5)],
        [p(12, 15.5), p(12, 18)], [p(8, 21), p(12, 17.5), p(16, 21)],
        [p(10, 7.5), p(15, 10), p(10, 12.5), p(10, 7.5)],
    ])
    static let network = Icon(strokes: [box(3, 5, 4, 14), box(10, 8, 4, 11), box(17, 8, 4, 8)])
    static let occlusion = Icon(strokes: [
        [p(12, 3), p(3, 19), p(21, 19), p(12, 3)], [p(12, 3), p(15, 15), p(3, 19)], [p(15, 15), p(21, 19)],
    ])
    static let compare = Icon(strokes: [
        box(3, 5, 7, 14), box(14, 5, 7, 14), [p(5, 10), p(8, 10)], [p(16, 14), p(19, 14)],
    ])
    static let models = Icon(strokes: [
        box(3, 4, 3.5, 6), box(10, 4, 3.5, 6), box(17, 4, 3.5, 6), box(3, 14, 3.5, 6), box(10, 14, 3.5, 6),
        box(17, 14, 3.5, 6), [p(4.75, 10), p(4.75, 14)], [p(11.75, 10), p(11.75, 14)],
        [p(18.75, 10), p(18.75, 14)],
    ])
    static let saliency = Icon(
        strokes: [
            arc(12, 17, 10.3, from: 209, to: 331), arc(12, 7, 10.3, from: 29, to: 151), circle(12, 12, 3.2),
        ], dots: [SIMD3(12, 12, 1.1)])
    static let dataSet = Icon(
        strokes: [[p(4, 3.5), p(4, 20), p(20.5, 20)]],
        dots: [
            SIMD3(8, 15.5, 1.5), SIMD3(10.5, 11, 1.5), SIMD3(13, 15, 1.5), SIMD3(14.5, 8, 1.5),
            SIMD3(18, 5.5, 1.5), SIMD3(18.5, 10.5, 1.5),
        ])
    static let units = Icon(strokes: [
        box(4, 4, 7, 7), box(13, 4, 7, 7), box(4, 13, 7, 7), box(13, 13, 7, 7),
    ])
    static let neighbors = Icon(strokes: [
        [p(3, 5), p(8, 5), p(16, 12), p(21, 12)], [p(3, 12), p(8, 12), p(16, 5), p(21, 5)],
        [p(3, 19), p(21, 19)],
    ])
    /// An open book.
    static let lessons = Icon(strokes: [
        [p(12, 6.5), p(9, 5), p(3.5, 5), p(3.5, 18), p(9, 18), p(12, 19.5)],
        [p(12, 6.5), p(15, 5), p(20.5, 5), p(20.5, 18), p(15, 18), p(12, 19.5)], [p(12, 6.5), p(12, 19.5)],
    ])
    static let settings = Icon(strokes: [
        [p(4, 8), p(11, 8)], [p(17, 8), p(20, 8)], circle(14, 8, 3),
        [p(4, 16), p(5, 16)], [p(11, 16), p(20, 16)], circle(8, 16, 3),
    ])
    static let help = Icon(
        strokes: [circle(12, 12, 9), arc(12, 9.6, 2.7, from: 180, to: 400) + [p(12, 12.6), p(12, 13.6)]],
        dots: [SIMD3(12, 16.8, 1.2)])
    static let undo = Icon(strokes: [
        [p(8, 5), p(4, 9), p(8, 13)],
        [p(4, 9), p(14, 9)] + arc(14, 13.5, 4.5, from: -90, to: 90) + [p(10, 18)],
    ])
    static let redo = Icon(strokes: [
        [p(16, 5), p(20, 9), p(16, 13)],
        [p(20, 9), p(10, 9)] + arc(10, 13.5, 4.5, from: 270, to: 90) + [p(14, 18)],
    ])
    static let camera = Icon(strokes: [
        [
            p(3, 8), p(7, 8), p(9, 5), p(15, 5), p(17, 8), p(21, 8), p(21, 19), p(3, 19), p(3, 8),
        ],
        circle(12, 13.2, 3.4),
    ])
    static let panel = Icon(strokes: [box(3.5, 5, 17, 14), [p(14.5, 5), p(14.5, 19)]])
    static let rectangle = Icon(strokes: [box(4, 6.5, 16, 11)])
    static let ellipse = Icon(strokes: [ring(12, 12, 8.5, 6)])
    static let select = Icon(strokes: [
        [
            p(6, 3.5), p(6, 18.5), p(9.8, 15.2), p(12.2, 20.4), p(14.8, 19.2), p(12.5, 14.2), p(17.5, 13.8),
            p(6, 3.5),
        ]
    ])
    static let lasso = Icon(
        strokes: [ring(12.5, 9.5, 8.5, 6), [p(6, 13.5), p(5, 16), p(7.5, 18), p(5.5, 21)]],
        dots: [SIMD3(6, 14, 1.8)])
    static let superpixels = Icon(strokes: [
        box(3.5, 4, 17, 16), [p(11, 4), p(9, 9.5), p(3.5, 11)], [p(9, 9.5), p(15, 12.5), p(20.5, 10)],
        [p(15, 12.5), p(13, 20)],
    ])
    static let invert = Icon(
        strokes: [circle(12, 12, 8.5), [p(12, 3.5), p(12, 20.5)]]
            + stride(from: Float(5), through: 19, by: 2.8).map { y in
                [p(12, y), p(12 + (8.2 * 8.2 - (y - 12) * (y - 12)).squareRoot(), y)]
            })
    static let dropper = Icon(strokes: [
        [p(13, 7), p(5, 15), p(4, 20), p(9, 19), p(17, 11)], [p(11.5, 5.5), p(18.5, 12.5)],
        [p(14.5, 8.5), p(18, 4.2), p(20, 6), p(15.8, 9.8)],
    ])
    static let copy = Icon(strokes: [box(8, 8, 12, 12), [p(5, 16), p(4, 16), p(4, 4), p(16, 4), p(16, 5)]])
    static let paste = Icon(strokes: [
        [p(8, 5), p(5, 5), p(5, 20), p(19, 20), p(19, 5), p(16, 5)], box(8.5, 3.5, 7, 4),
        [p(9, 12), p(15, 12)], [p(9, 15.5), p(13, 15.5)],
    ])
    static let trash = Icon(strokes: [
        [p(4, 7), p(20, 7)], [p(9, 7), p(9.5, 4), p(14.5, 4), p(15, 7)],
        [p(6, 7), p(7, 20), p(17, 20), p(18, 7)], [p(10, 11), p(10.4, 16.5)], [p(14, 11), p(13.6, 16.5)],
    ])
    static let pointer = Icon(strokes: [
        [p(6, 4), p(6, 18.5), p(10, 14.8), p(12.6, 20), p(15, 18.9), p(12.5, 13.8), p(17.6, 13.4), p(6, 4)]
    ])
    static let brush = Icon(strokes: [
        [p(20, 4), p(11.5, 12.5)],
        [p(11.5, 12.5)] + arc(8.6, 15.6, 4.1, from: -48, to: 130) + [p(3.6, 20), p(5.2, 16.4)]
            + arc(8.6, 15.6, 3.4, from: 165, to: 300),
    ])
    static let eraser = Icon(strokes: [
        [p(9, 19), p(4.2, 14.2), p(13.6, 4.8), p(19.6, 10.8), p(11.4, 19), p(9, 19)],
        [p(9, 9.4), p(15, 15.4)], [p(9, 19), p(20, 19)],
    ])
    static let chevronDown = Icon(strokes: [[p(7, 10), p(12, 15), p(17, 10)]])
    static let chevronRight = Icon(strokes: [[p(10, 7), p(15, 12), p(10, 17)]])
    static let close = Icon(strokes: [[p(6, 6), p(18, 18)], [p(18, 6), p(6, 18)]])
    static let plus = Icon(strokes: [[p(12, 5), p(12, 19)], [p(5, 12), p(19, 12)]])
    static let minus = Icon(strokes: [[p(5, 12), p(19, 12)]])
    static let check = Icon(strokes: [[p(5, 12.5), p(10, 17.5), p(19, 7)]])
    static let folder = Icon(strokes: [
        [p(3, 19), p(3, 6), p(9, 6), p(11, 8.5), p(21, 8.5), p(21, 19), p(3, 19)]
    ])
    static let file = Icon(strokes: [
        [p(6, 3), p(14, 3), p(18, 7), p(18, 21), p(6, 21), p(6, 3)], [p(14, 3), p(14, 7), p(18, 7)],
    ])
    static let picture = Icon(
        strokes: [
            box(3.5, 5, 17, 14), [p(4, 17), p(9, 11.5), p(13, 15.5), p(16, 12.5), p(20, 16.5)],
        ], dots: [SIMD3(15.5, 8.8, 1.3)])
}
