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
        // The opacities of the file, of its 5 rows of 7 pixels: see record_analysis.py.
        let lights = try Stencil.read(pictures.appendingPathComponent("rgb.png")).isMarked
        #expect(Set(stencil.isMarked) == [true, false])
        #expect(stencil.isMarked != lights)
    }

    @Test func `what is no picture is an error that names the file`() {
        let error = #expect(throws: PictureError.self) {
            try Stencil.read(pictures.appendingPathComponent("text.png"))
        }
        #expect(error?.description.hasPrefix("text.png") == true)
    }
}
