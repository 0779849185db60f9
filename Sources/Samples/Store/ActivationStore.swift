import Analysis
import Datasets
import Foundation
import Inference
import Synchronization
import Tensors

/// What a network made of every sample of a data set: four summaries of every channel of every layer, the logits, a
/// small picture; whole activations layer by layer where somebody asks for them.
///
/// Lies in files that are mapped into memory; any number of threads may read it.
public final class ActivationStore: Sendable {
    /// The data.
    public let set: SampleSet
    /// The network.
    public let feed: SampleFeed
    /// The stages, the input first.
    public let layers: [SampleLayer]
    /// The steps of the network that change what samples look like, the input first.
    public let operations: [SampleOperation]
    /// How many samples have been run, the first ones of the set.
    public let doneCount: Int
    /// Samples whose pictures could not be read, and why.
    public let broken: [Int: String]
    /// The extent of a small picture, in pixels.
    public let thumbnailSize: SIMD2<Int>

    let files: StoreFiles
    /// Held by whoever writes whole activations.
    let activationLock = Mutex(())
    /// The neighbours that those of other operations are compared with: by samples, operation and number.
    let referenceNeighbors = Kept<[UInt64], NearestNeighbors>(limit: 2)
    /// The values of units at the places that were last looked at.
    let unitValues = KeptUnitValues()
    private let ranges: [[Float]]

    init(
        _ set: SampleSet, _ feed: SampleFeed, layers: [SampleLayer], files: StoreFiles,
        manifest: StoreManifest
    ) {
        (self.set, self.feed, self.layers, self.files) = (set, feed, layers, files)
        operations = feed.operations
        (doneCount, broken, ranges) = (manifest.doneCount, manifest.broken, manifest.ranges)
        thumbnailSize = Self.thumbnailSize(feed.preprocessing)
    }

    /// The last convolution, where classes come apart; the last layer where there is none.
    public var usualLayer: SampleLayer.ID {
        let convolutions = layers.filter { layer in
            guard case .layer(let id) = layer.source else { return false }
            return feed.layers[id].kind == .convolution
        }
        return (convolutions.last ?? layers.last)?.id ?? 0
    }

    /// The samples that have been run, by their index in the data set.
    public var samples: [Int] { (0..<doneCount).filter { broken[$0] == nil } }

    /// The smallest and the largest value of a layer over the whole data set.
    public func range(of layer: Int, side: LayerSide) -> ClosedRange<Float> {
        let range = ranges[files.index(layer: layer, side: side)]
        guard range.count == 2 else { return 0...0 }
        return range[0]...range[1]
    }

    /// The summaries of a layer's channels, `[samples, channels]`.
    ///
    /// - Parameter samples: indices in the data set.
    public func summaries(of layer: Int, _ choice: SummaryChoice, samples: [Int]) throws -> Tensor {
        let channels = layers[layer].channelCount
        let data = try files.data(files.summaryName(files.index(layer: layer, side: choice.side)))
        let rowLength = SummaryKind.allCases.count * channels
        return Self.rows(
            of: data, samples, rowLength: rowLength, from: choice.kind.row * channels, count: channels)
    }

    /// The network's own logits, `[samples, classes]`; no columns where it is no classifier.
    ///
    /// - Parameter samples: indices in the data set.
    public func ownLogits(samples: [Int]) throws -> Tensor {
        let count = feed.plan.classCount
        guard count > 0 else { return Tensor(shape: [samples.count, 0]) }
        return Self.rows(
            of: try files.data(StoreFiles.logitsName), samples, rowLength: count, from: 0, count: count)
    }

    /// A small picture of what the network was fed, of `thumbnailSize`; grey where there is none.
    ///
    /// - Parameter sample: an index in the data set.
    public func thumbnail(_ sample: Int) -> Picture {
        let (width, height) = (thumbnailSize.x, thumbnailSize.y)
        let length = width * height * 3
        guard let data = try? files.data(StoreFiles.thumbnailName), sample >= 0,
            data.count >= (sample + 1) * length
        else { return Picture(width: width, height: height, red: 128, green: 128, blue: 128) }
        return Picture(
            width: width, height: height, pixels: [UInt8](data[sample * length..<(sample + 1) * length]))
    }

    /// What the network says of every sample.
    ///
    /// - Parameter merging: which of its classes count as one.
    /// - Returns: nil where it is no classifier.
    public func answers(_ merging: ClassMerging) throws -> SampleAnswers? {
        guard feed.plan.classCount > 0 else { return nil }
        let ran = samples
        let logits = merging.logits(try ownLogits(samples: ran).values)
        var predictions = [Int](repeating: -1, count: set.samples.count)
        var probabilities = [Float](repeating: 0, count: set.samples.count)
        for (row, sample) in ran.enumerated() {
            let own = logits[row * merging.shownCount..<(row + 1) * merging.shownCount]
            guard let largest = own.max(), let best = own.firstIndex(of: largest) else { continue }
            predictions[sample] = best - own.startIndex
            probabilities[sample] = Float(1 / own.reduce(0.0) { $0 + exp(Double($1 - largest)) })
        }
        return SampleAnswers(predictions: predictions, probabilities: probabilities)
    }

    /// The pixels that the network is fed for a sample.
    ///
    /// - Parameter sample: an index in the data set.
    public func fittedPicture(_ sample: Int) throws -> Picture {
        feed.preprocessing.fit(try set.picture(sample))
    }

    static func thumbnailSize(_ preprocessing: Preprocessing) -> SIMD2<Int> {
        let largest = max(preprocessing.width, preprocessing.height)
        let scale = min(1, 64 / Double(largest))
        return SIMD2(
            max(1, Int((Double(preprocessing.width) * scale).rounded())),
            max(1, Int((Double(preprocessing.height) * scale).rounded())))
    }

    /// Parts of some rows of a file of floats.
    static func rows(of data: Data, _ samples: [Int], rowLength: Int, from start: Int, count: Int) -> Tensor {
        var result = Tensor(shape: [samples.count, count])
        data.withUnsafeBytes { bytes in
            let floats = bytes.assumingMemoryBound(to: Float.self)
            result.withMutableValues { values in
                for (row, sample) in samples.enumerated() {
                    let first = sample * rowLength + start
                    guard first + count <= floats.count else { continue }
                    for index in 0..<count { values[row * count + index] = floats[first + index] }
                }
            }
        }
        return result
    }
}
