import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct StencilTests {
    private let pictures = JSONRecording.folder.appendingPathComponent("analysis/pictures")

    @Test func `light pixels hide where all are opaque`() throws {
        let picture = try PictureFile.read(pictures.appendingPathComponent("rgb.png"))
        let stencil = try Stencil.read(pictures.appendingPathComponent("rgb.png"))
        #expect(stencil.width == picture.width && stencil.height == picture.height)
        for y in 0..<picture.height {
            for x in 0..<picture.width {
                let (red, green, blue) = picture[x, y]
                let luma = 0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)
                #expect(stencil.isMarked[y * picture.width + x] == (luma >= 127.5))
            }
        }
        #expect(Set(stencil.isMarked) == [true, false])
    }

    @Test func `opaque pixels hide where others are transparent, whatever their color`() throws {
        let stencil = try Stencil.read(pictures.appendingPathComponent("opacity.png"))
        // Where Pillow reads an opacity of 128 or more.
        let opaque = [".......", "xxxx..x", "xx.x...", ".x.x...", ".xx...."].joined().map { $0 == "x" }
        #expect(stencil.width == 7 && stencil.height == 5 && stencil.isMarked == opaque)
    }

    @Test func `what is no picture is an error that names the file`() {
        let error = #expect(throws: PictureError.self) {
            try Stencil.read(pictures.appendingPathComponent("text.png"))
        }
        #expect(error?.description.hasPrefix("text.png") == true)
    }
}
