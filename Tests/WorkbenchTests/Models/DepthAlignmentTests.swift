import Datasets
import Inference
import Occlusion
import Testing

@testable import Workbench

@Suite struct DepthAlignmentTests {
    /// Layers of the given kinds: c a convolution, d a dense layer, j a join.
    private func layers(_ kinds: String) -> [Layer] {
        kinds.enumerated().map { id, kind in
            Layer(
                id: id, name: "\(kind)\(id)", kind: kind == "j" ? .join : kind == "d" ? .dense : .convolution,
                node: "n\(id)", value: "v\(id)", shape: kind == "d" ? [10, 1, 1] : [4, 8, 8], predecessors: []
            )
        }
    }

    @Test("Depths run from 0 to 1 among convolutions and among dense layers; joins have none")
    func depths() {
        let alignment = DepthAlignment(layers("ccjccdd"), layers("cd"))
        #expect(alignment.first.map(\.layer) == [0, 1, 3, 4, 5, 6])
        #expect(alignment.first.map(\.depth) == [0, 1.0 / 3, 2.0 / 3, 1, 0, 1])
        #expect(alignment.second.map(\.depth) == [0, 1] && alignment.second.map(\.isDense) == [false, true])
    }

    @Test("The partner is the nearest in depth of the same kind, of two the less deep one")
    func partners() {
        let alignment = DepthAlignment(layers("cccccd"), layers("cccddd"))
        // Depths 0, 1/4, 1/2, 3/4, 1 beside 0, 1/2, 1.
        #expect((0..<5).map { alignment.partner(ofFirst: $0) } == [0, 0, 1, 1, 2])
        #expect((0..<3).map { alignment.partner(ofSecond: $0) } == [0, 2, 4])
        #expect(alignment.partner(ofFirst: 5) == 5 && alignment.partner(ofSecond: 3) == 5)
        #expect(alignment.partner(ofFirst: 17) == nil)
        let without = DepthAlignment(layers("cd"), layers("cc"))
        #expect(without.partner(ofFirst: 1) == nil && without.partner(ofSecond: 1) == 0)
    }

    @Test("Equal networks are aligned layer by layer")
    func equal() {
        let all = layers("ccjcdd")
        let alignment = DepthAlignment(all, all)
        for layer in [0, 1, 3, 4, 5] { #expect(alignment.partner(ofFirst: layer) == layer) }
    }
}

@Suite struct CarriedMaskTests {
    private func frame(_ side: Int, scaled: Int? = nil, resize: Datasets.Resize = .squash) -> PictureFrame {
        var preprocessing = Preprocessing(width: side, height: side, values: .unit, resize: resize)
        preprocessing.scaledWidth = scaled ?? side
        preprocessing.scaledHeight = scaled ?? side
        return preprocessing.frame(ofWidth: 120, height: 80)
    }

    private let parts = [
        MaskPart(.rectangle(PixelRectangle(x: 4, y: 6, width: 9, height: 5)), .hides(.black)),
        MaskPart(.ellipse(PixelRectangle(x: 10, y: 8, width: 14, height: 20)), .hides(.mean)),
        MaskPart(.rectangle(PixelRectangle(x: 15, y: 12, width: 3, height: 3)), .shows),
    ]

    @Test("On the same input a mask stays what it is")
    func same() {
        let layers = MaskLayers(width: 32, height: 32, parts: parts)
        #expect(layers.carried(from: frame(32), to: frame(32)) == layers)
    }

    @Test(
        "A pixel is hidden where its center lies on a hidden one, through the picture",
        arguments: [20, 32, 96])
    func naive(side: Int) {
        let layers = MaskLayers(width: 32, height: 32, parts: parts)
        for other in [frame(side), frame(side, scaled: side * 5 / 4, resize: .crop)] {
            let carried = layers.carried(from: frame(32), to: other)
            #expect(carried.layers.map(\.fill) == layers.layers.map(\.fill))
            var disagreements = 0
            for y in 0..<side {
                for x in 0..<side {
                    let place = other.picturePoint(x: Double(x) + 0.5, y: Double(y) + 0.5)
                    let point = (x: Int(place.x * 32 / 120), y: Int(place.y * 32 / 80))
                    for (index, layer) in carried.layers.enumerated()
                    where layer.mask.contains(x: x, y: y)
                        != layers.layers[index].mask.contains(x: point.x, y: point.y)
                    {
                        disagreements += 1
                    }
                }
            }
            #expect(disagreements == 0 && !carried.hidden.isEmpty)
        }
    }

    @Test("What the first input cuts off is shown on the other")
    func cutOff() {
        // The whole picture squashed; only its middle third on the input that hides everything.
        let middle = frame(32, scaled: 96, resize: .crop)
        let everything = MaskLayers(width: 32, height: 32, parts: [MaskPart(.everything, .hides(.black))])
        let carried = everything.carried(from: middle, to: frame(64))
        #expect(!carried.hidden.contains(x: 0, y: 32) && !carried.hidden.contains(x: 32, y: 0))
        #expect(carried.hidden.contains(x: 32, y: 32))
        #expect(carried.hidden.share < 0.2)
    }
}
