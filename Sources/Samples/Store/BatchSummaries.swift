import Analysis
import Inference
import Synchronization
import Tensors

/// The four summaries of every channel of a stage, for some samples.
struct BatchSummaries {
    /// `[samples, 4, channels]` in the order of `SummaryKind.allCases`.
    let rows: Tensor
    /// The smallest value of all maps.
    let smallest: Float
    /// The largest value of all maps.
    let largest: Float

    /// - Parameter isBroken: samples that stand for pictures that could not be read; their rows are zero.
    init(_ values: StageValues, isBroken: [Bool], workers: Workers) {
        let (channels, pixels) = (values.channels, values.pixels)
        let kinds = SummaryKind.allCases.count
        var rows = Tensor(shape: [values.count, kinds, channels])
        let range = Mutex((smallest: Float.infinity, largest: -Float.infinity))
        values.tensor.withValues { source in
            rows.withMutableValues { target in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                let pointers = (from: SharedReadPointer(from), to: SharedPointer(to))
                workers.forEach(isBroken.count) { index in
                    guard !isBroken[index] else { return }
                    var (smallest, largest) = (Float.infinity, -Float.infinity)
                    ChannelSummaries.write(
                        pointers.from.address + index * channels * pixels, channels: channels, pixels: pixels,
                        channelsLast: values.isChannelsLast,
                        into: pointers.to.address + index * kinds * channels, smallest: &smallest,
                        largest: &largest)
                    range.withLock { $0 = (min($0.smallest, smallest), max($0.largest, largest)) }
                }
            }
        }
        self.rows = rows
        (smallest, largest) = range.withLock { $0 }
    }
}
