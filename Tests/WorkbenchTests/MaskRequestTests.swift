import Datasets
import Foundation
import Occlusion
import Testing

@testable import Workbench

@Suite struct MaskRequestTests {
    /// A picture of 200 x 100 pixels on an input of 32 x 32: the middle half of it.
    private let cropped = Preprocessing(width: 32, height: 32, values: .unit, resize: .crop)
        .frame(ofWidth: 200, height: 100)
    /// The same picture, squashed.
    private let squashed = Preprocessing(width: 32, height: 32, values: .unit, resize: .squash)
        .frame(ofWidth: 200, height: 100)

    private func hidden(
        _ shape: MaskRequest.Shape, _ units: MaskRequest.Units, _ frame: PictureFrame
    ) throws -> Mask {
        let parts = try MaskRequest(shapes: [shape], units: units, fill: .mean).parts(in: frame)
        #expect(parts.allSatisfy { $0.effect == .hides(.mean) })
        return Mask(width: frame.width, height: frame.height, parts: parts)
    }

    /// The pixels of the input whose centres lie inside the rectangle on the picture.
    private func expected(_ rectangle: PixelRectangle, _ frame: PictureFrame) -> Mask {
        let pixels = (0..<frame.height).flatMap { y in
            (0..<frame.width).map { x in
                let place = frame.picturePoint(x: Double(x) + 0.5, y: Double(y) + 0.5)
                return place.x >= Double(rectangle.x) && place.x < Double(rectangle.x + rectangle.width)
                    && place.y >= Double(rectangle.y) && place.y < Double(rectangle.y + rectangle.height)
            }
        }
        return Mask(
            width: frame.width, height: frame.height,
            shape: .region(PixelRegion(width: frame.width, height: frame.height, mask: pixels)))
    }

    @Test func `a rectangle in pixels of the input is taken as it is`() throws {
        let rectangle = PixelRectangle(x: -3, y: 20, width: 8, height: 40)
        let mask = try hidden(.rectangle(rectangle), .input, cropped)
        #expect(mask == Mask(width: 32, height: 32, rectangles: [rectangle]))
    }

    @Test(arguments: [[61, 13, 40, 30], [0, 0, 200, 100], [40, 90, 33, 77], [-50, -50, 120, 90]])
    func `a rectangle in pixels of the picture hides what lies under it`(numbers: [Int]) throws {
        let rectangle = PixelRectangle(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
        for frame in [cropped, squashed] {
            let mask = try hidden(.rectangle(rectangle), .picture, frame)
            #expect(mask == expected(rectangle, frame))
        }
    }

    @Test func `a rectangle smaller than a pixel of the input hides the one it lies in`() throws {
        let mask = try hidden(
            .rectangle(PixelRectangle(x: 100, y: 50, width: 1, height: 1)), .picture, cropped)
        #expect(
            mask
                == Mask(
                    width: 32, height: 32, rectangles: [PixelRectangle(x: 16, y: 16, width: 1, height: 1)]))
    }

    @Test func `a polygon is placed corner by corner`() throws {
        let corners = [(60.0, 10.0), (140.0, 10.0), (140.0, 80.0), (60.0, 80.0)]
        let polygon = PolygonShape(corners: corners.map { PicturePoint(x: $0.0, y: $0.1) })
        let rectangle = PixelRectangle(x: 60, y: 10, width: 80, height: 70)
        #expect(try hidden(.polygon(polygon), .picture, cropped) == expected(rectangle, cropped))
        #expect(try hidden(.polygon(polygon), .picture, squashed) == expected(rectangle, squashed))
        let small = PolygonShape(
            corners: [(2.0, 3.0), (6, 3), (6, 9), (2, 9)].map { PicturePoint(x: $0.0, y: $0.1) })
        let inside = PixelRectangle(x: 2, y: 3, width: 4, height: 6)
        #expect(
            try hidden(.polygon(small), .input, cropped) == Mask(width: 32, height: 32, rectangles: [inside]))
    }

    @Test func `a mask picture is stretched over the input, or over the picture`() throws {
        // The right half of 4 x 2 pixels is white.
        let file = FileManager.default.temporaryDirectory.appending(path: "mask-\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: file) }
        let row: [UInt8] = [0, 0, 0, 10, 0, 0, 255, 255, 255, 200, 200, 200]
        try PictureFile.writePNG(Picture(width: 4, height: 2, pixels: row + row), to: file)
        let rightHalf = Mask(
            width: 32, height: 32, rectangles: [PixelRectangle(x: 16, y: 0, width: 16, height: 32)])
        #expect(try hidden(.picture(file), .input, cropped) == rightHalf)
        #expect(try hidden(.picture(file), .picture, squashed) == rightHalf)
        #expect(try hidden(.picture(file), .picture, cropped) == rightHalf)
    }

    @Test func `a mask that hides nothing is an error that says the extent`() throws {
        func sentence(_ shape: MaskRequest.Shape, _ units: MaskRequest.Units = .input) -> String {
            do {
                _ = try hidden(shape, units, cropped)
                return ""
            } catch {
                return Sentence.for(error)
            }
        }
        #expect(
            sentence(.rectangle(PixelRectangle(x: 40, y: 0, width: 4, height: 4)))
                == "The mask 40,0,4,4 hides no pixel of the network's input, which has 32 × 32 pixels.")
        #expect(
            sentence(.rectangle(PixelRectangle(x: 0, y: 0, width: 20, height: 4)), .picture)
                == "The mask 0,0,20,4 hides no pixel of the part of the picture that is fed; the picture has "
                + "200 × 100 pixels.")
        let line = PolygonShape(
            corners: [(1.0, 1.5), (5.0, 1.5), (9.0, 1.5)].map { PicturePoint(x: $0.0, y: $0.1) })
        #expect(
            sentence(.polygon(line))
                == "The polygon 1,1.5,5,1.5,9,1.5 hides no pixel of the network's input, which has 32 × 32 pixels."
        )
        let black = FileManager.default.temporaryDirectory.appending(path: "black-\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: black) }
        try PictureFile.writePNG(Picture(width: 4, height: 2, red: 0, green: 0, blue: 0), to: black)
        #expect(sentence(.picture(black)).hasPrefix("\(black.lastPathComponent) hides no pixel"))
        #expect(sentence(.picture(URL(filePath: "/nowhere/mask.png"))).hasPrefix("mask.png cannot be read"))
    }
}
