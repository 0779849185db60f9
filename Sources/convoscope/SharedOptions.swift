import ArgumentParser
import Foundation
import Occlusion
import Workbench

/// Which model: everywhere the same option.
struct ModelOption: ParsableArguments {
    @Option(
        name: .long, help: "The network, an ONNX file. (default: Pictograms, which comes with the program)")
    var model: String?

    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "What a further input of the network is fed: a number, numbers with commas, or a .npy file; may be "
                + "given several times.", valueName: "name=NUMBER|FILE.npy"))
    var inputValue: [InputSetting] = []

    /// What further inputs are fed.
    var inputs: InputConstants { InputSetting.constants(inputValue) }

    var url: URL {
        get throws {
            try model.map { URL(filePath: $0) } ?? Failure.worded { try ShippedFiles.defaultModel() }
        }
    }
}

/// Which data set: everywhere the same option.
struct DataOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A data set: a folder with a folder of pictures a class, pictures with a CSV, IDX files, a .npy stack; or "
                + "digits or pictograms, which come with the program.", valueName: "path"))
    var data: String?

    var request: DataRequest? { data.map { DataRequest($0) } }
}

/// A picture under masks, as a command asks for it.
struct PictureOptions: ParsableArguments {
    @OptionGroup var model: ModelOption

    @Option(name: .long, help: "Clusters a layer, 1 to 8.")
    var clusters = 3

    @OptionGroup var masks: MaskOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What pixels become, whatever the files beside the model say: torchvision (ImageNet's mean and "
                + "deviation), caffe (BGR less the mean), unit (0 to 1), signed (-1 to 1) or bytes (0 to 255)."
        ))
    var preset: Preset?

    func validate() throws {
        guard (1...8).contains(clusters) else { throw ValidationError("--clusters must be 1 to 8.") }
    }

    /// The work that these options and a picture ask for.
    func request(picture: String?) throws -> PictureRequest {
        try Failure.worded {
            var request = PictureRequest(
                model: try model.url,
                picture: try picture.map { URL(filePath: $0) } ?? ShippedFiles.defaultPicture(for: model.url),
                clusterCount: clusters, masks: masks.request, preset: preset)
            request.inputs = model.inputs
            return request
        }
    }
}
