import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("Preprocessing")
struct PreprocessingTests {
    @Test("Cropping is torchvision's: the shorter side, then the centre")
    func crop() throws {
        let recorded = try RecordedResampling.read()
        for target in recorded.cropped {
            let preprocessing = Preprocessing(
                width: target.width, height: target.height, values: .unit, resize: .crop)
            #expect(preprocessing.fit(recorded.picture).pixels == target.pixels.values, "\(target.width)")
        }
    }

    @Test("Cropping fills inputs that are not square, and never makes the part that is cut off")
    func cropExtremes() {
        let wide = Picture(width: 30_000, height: 1, red: 1, green: 2, blue: 3)
        let preprocessing = Preprocessing(width: 20, height: 60, values: .unit, resize: .crop)
        #expect(preprocessing.fit(wide) == Picture(width: 20, height: 60, red: 1, green: 2, blue: 3))
    }

    @Test("The centre of a picture that is scaled to more than the input is Pillow's")
    func framed() throws {
        let recorded = try RecordedResampling.read()
        for target in recorded.framed {
            let scaled = try #require(target.scaledSize)
            var preprocessing = Preprocessing(
                width: target.width, height: target.height, values: .unit,
                resize: try #require(target.resize))
            (preprocessing.scaledHeight, preprocessing.scaledWidth) = (scaled[0], scaled[1])
            preprocessing.interpolation = .bicubic
            #expect(preprocessing.fit(recorded.picture).pixels == target.pixels.values, "\(scaled)")
        }
    }

    @Test("A picture of the right size is not touched", arguments: Resize.allCases)
    func sameSize(resize: Resize) throws {
        let picture = try RecordedResampling.read().picture
        let preprocessing = Preprocessing(width: 37, height: 23, values: .unit, resize: resize)
        #expect(preprocessing.fit(picture) == picture)
    }

    @Test("RGB pixels are fed as torchvision feeds them")
    func channelsFirst() throws {
        let recorded = try RecordedResampling.read()
        let tensor = Preprocessing(width: 37, height: 23, values: .torchvision).tensor(from: recorded.picture)
        #expect(tensor.shape == [1, 3, 23, 37])
        let difference = zip(tensor.values, recorded.fed.values).map { abs($0 - $1) }.max()
        #expect(difference ?? 1 < 1e-6)
    }

    @Test("Channels last hold the same numbers in another order")
    func channelsLast() throws {
        let picture = try RecordedResampling.read().picture
        let first = Preprocessing(width: 37, height: 23, values: .signed).tensor(from: picture)
        let last = Preprocessing(width: 37, height: 23, values: .signed, layout: .channelsLast)
            .tensor(from: [picture, picture])
        #expect(last.shape == [2, 23, 37, 3])
        for (channel, y, x) in [(0, 0, 0), (1, 22, 36), (2, 11, 5)] {
            #expect(last[1, y, x, channel] == first[0, channel, y, x])
        }
    }

    @Test("Grey is Pillow's mode L")
    func grey() throws {
        let recorded = try RecordedResampling.read()
        let tensor = Preprocessing(width: 37, height: 23, values: .unitGray).tensor(from: recorded.picture)
        #expect(tensor.shape == [1, 1, 23, 37])
        #expect(tensor.values.map { UInt8(($0 * 255).rounded()) } == recorded.grey.values)
    }

    @Test("A network without colours is shown the grey picture that it is fed")
    func greyIsShown() {
        let colours = Picture(width: 2, height: 1, pixels: [255, 0, 0, 10, 200, 90])
        let preprocessing = Preprocessing(width: 2, height: 1, values: .unitGray)
        let fitted = preprocessing.fit(colours)
        // Pillow's mode L of the two pixels.
        #expect(fitted.pixels == [76, 76, 76, 131, 131, 131])
        #expect(preprocessing.tensor(from: fitted) == preprocessing.tensor(from: colours))
    }

    @Test("Caffe's networks get blue first, 0 to 255 less the mean")
    func caffe() {
        let preprocessing = Preprocessing(width: 1, height: 1, values: .caffe)
        let tensor = preprocessing.tensor(from: Picture(width: 1, height: 1, red: 200, green: 100, blue: 50))
        let expected: [Float] = [50 - 103.939, 100 - 116.779, 200 - 123.68]
        #expect(zip(tensor.values, expected).allSatisfy { abs($0 - $1) < 1e-3 })
    }

    @Test("Without a sidecar the shape says layout and channels, and the values are a guess that says so")
    func guess() throws {
        let color = try Preprocessing(inputShape: [1, 3, 48, 64])
        #expect(color.width == 64 && color.height == 48 && color.layout == .channelsFirst)
        #expect(color.mean == ValueRange.torchvision.mean && color.origin == .assumed(.torchvision))
        #expect(color.words.last?.hasPrefix("assumed") == true)
        let grey = try Preprocessing(inputShape: [1, 28, 28, 1])
        #expect(grey.channelOrder == .gray && grey.layout == .channelsLast && grey.mean == [0])
        #expect(grey.tensorShape == [1, 28, 28, 1])
    }

    @Test("A guess for blue first has the channels' numbers in that order")
    func guessInOrder() throws {
        var sidecar = Sidecar(file: "n.json")
        sidecar.channelOrder = .bgr
        let preprocessing = try Preprocessing(inputShape: [1, 3, 8, 8], sidecar: sidecar)
        #expect(preprocessing.mean == [0.406, 0.456, 0.485])
    }

    @Test("What the sidecar says wins")
    func sidecar() throws {
        var sidecar = Sidecar(file: "n.json")
        sidecar.size = [8, 9]
        sidecar.mean = [0.5, 0.5, 0.5]
        sidecar.resize = .crop
        let preprocessing = try Preprocessing(inputShape: [1, 3, 8, 9], sidecar: sidecar)
        #expect(preprocessing.mean == [0.5, 0.5, 0.5] && preprocessing.deviation == [1, 1, 1])
        #expect(preprocessing.resize == .crop && preprocessing.origin == .sidecar(file: "n.json"))
    }

    @Test("A sidecar that contradicts the network is an error that names the key")
    func contradictions() {
        var size = Sidecar(file: "n.json")
        size.size = [9, 8]
        expectError("n.json: \"size\" is 9 x 8, but the network reads 8 x 9 pixels.", [1, 3, 8, 9], size)
        var layout = Sidecar(file: "n.json")
        layout.layout = .channelsLast
        expectError(
            "n.json: \"layout\" is \"NHWC\", but the network's input has the shape 1 x 3 x 8 x 9.",
            [1, 3, 8, 9], layout)
        var order = Sidecar(file: "n.json")
        order.channelOrder = .gray
        expectError(
            "n.json: \"channelOrder\" is \"gray\", but the network reads 3 channels.", [1, 3, 8, 9], order)
        var mean = Sidecar(file: "n.json")
        mean.mean = [0.5]
        expectError(
            "n.json: \"mean\" has 1 numbers, but the network reads 3 channels.", [1, 3, 8, 9], mean)
        expectError(
            "The network's input has the shape 1 x 10; Convoscope feeds pictures of 1 or 3 channels "
                + "(1 x channels x height x width, or 1 x height x width x channels).", [1, 10], nil)
    }

    @Test("It is written with the keys of a sidecar")
    func encoding() throws {
        let data = try JSONEncoder().encode(Preprocessing(width: 4, height: 2, values: .unitGray))
        let sidecarKeys = try JSONDecoder().decode(Encoded.self, from: data)
        #expect(sidecarKeys.size == [2, 4] && sidecarKeys.channelOrder == "gray")
        #expect(sidecarKeys.origin == "assumed: brightness 0 to 1")
    }

    private struct Encoded: Decodable {
        let size: [Int]
        let channelOrder: String
        let origin: String
    }

    private func expectError(_ sentence: String, _ shape: [Int], _ sidecar: Sidecar?) {
        do throws(SidecarError) {
            _ = try Preprocessing(inputShape: shape, sidecar: sidecar)
            Issue.record("no error, but expected: \(sentence)")
        } catch {
            #expect(error.description == sentence)
        }
    }
}
