import Datasets
import Inference
import Tensors
import Testing

@testable import Workbench

@Suite struct OutputPictureTests {
    private func made(_ name: String, values: ValueRange? = nil) throws -> (Tensor, OutputPicture) {
        let network = try OpenNetwork(name).load(values: values)
        let analysis = try NetworkAnalyzer(network: network, clusterCount: 2)
            .analyze(network.preprocessing.fit(OpenNetwork.picture))
        let raw = try #require(analysis.activations.tensor("output"))
        #expect(analysis.answer == nil && analysis.top(10).isEmpty && analysis.logits.isEmpty)
        return (raw, try #require(analysis.output))
    }

    /// The level of a channel at a pixel, the numbers from `low` to `high` spread over 0...255.
    private func level(_ raw: Tensor, _ channel: Int, _ x: Int, _ y: Int, from low: Float, to high: Float)
        -> Int
    {
        Int(min(max((raw[0, channel, y, x] - low) / (high - low) * 255, 0), 255).rounded())
    }

    @Test("What ends in a sigmoid is shown from 0 to 1, whatever is fed")
    func bounded() throws {
        for values in [ValueRange.unit, .torchvision] {
            let (raw, output) = try made("autoencoder_script", values: values)
            #expect(output.scale == .usual(0...1) && output.name == "output")
            #expect(output.values.shape == [3, 16, 16] && output.values.values == raw.values)
            let pixel = output.picture[5, 9]
            #expect(Int(pixel.red) == level(raw, 0, 5, 9, from: 0, to: 1))
            #expect(Int(pixel.blue) == level(raw, 2, 5, 9, from: 0, to: 1))
        }
    }

    @Test("Numbers without bounds are shown as they are fed where they look like that, else stretched")
    func unbounded() throws {
        let (raw, output) = try made("superresolver_script", values: .unit)
        #expect(output.picture.width == 448 && output.picture.height == 448)
        guard case .stretched(let range) = output.scale else {
            Issue.record("\(output.scale)")
            return
        }
        #expect(range.lowerBound == raw.values.min() && range.upperBound == raw.values.max())
        let pixel = output.picture[7, 400]
        #expect(Int(pixel.green) == level(raw, 1, 7, 400, from: range.lowerBound, to: range.upperBound))
    }

    @Test("A network that gives no picture has none")
    func none() throws {
        let network = try OpenNetwork("unet_dynamo").load()
        let input = network.preprocessing.tensor(from: OpenNetwork.picture)
        #expect(OutputPicture(of: network, in: try network.runner.run(input)) == nil)
    }

    @Test("A picture that is given back as it was fed is shown as it was fed")
    func asFed() throws {
        let model = try OpenNetwork("conditioned_script")
        // With a sigma of 0 the denoiser changes nothing.
        let constants = InputSetting.constants(
            ["sigma=0", "step=1", "mask=1"].compactMap(InputSetting.init))
        for values in [ValueRange.torchvision, .caffe, .bytes] {
            let network = try model.load(constants, values: values)
            let run = try network.runner.run(network.preprocessing.tensor(from: OpenNetwork.picture))
            let output = try #require(OutputPicture(of: network, in: run))
            #expect(output.scale == .asFed)
            #expect(output.picture == OpenNetwork.picture, "\(values)")
        }
    }
}
