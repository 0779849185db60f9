import Synchronization
import Tensors

/// Puts the changed parts of a run together with the unchanged rest, in memory that earlier results have left.
///
/// A result that nobody looks at any more holds the maps of the base but for some rectangles: setting these right
/// costs far less than copying everything.
final class SpareMaps: Sendable {
    /// As many results are kept: the one that is shown, the one before it, and the one in the making.
    private static let capacity = 3

    /// A result, and where it differs from its base.
    private struct Spare {
        let base: Activations.Identity
        var values: [StoredValue?]
        var boxes: [Int: [PixelBox]]
    }

    private let spares = Mutex<[Spare]>([])

    /// The values of the run, by slot.
    func compose(_ run: IncrementalRun, since base: Activations, on workers: Workers) -> [StoredValue?] {
        var old = spares.withLock { spares in
            defer { spares = [] }
            return spares.filter { $0.base === base.identity }
        }
        var result = Spare(base: base.identity, values: base.values, boxes: [:])
        for slot in base.values.indices {
            switch run.change(of: slot) {
            case .none: break
            case .whole(let value): result.values[slot] = value
            case .parts(let patches):
                guard let maps = base.values[slot]?.maps else { continue }
                var (memory, stale) = Self.take(slot, from: &old) ?? (maps, [])
                ChangedMaps(base: maps, patches: patches).compose(over: &memory, stale: stale, on: workers)
                result.values[slot] = .channelsLast(memory)
                result.boxes[slot] = patches.boxes
            }
        }
        let kept = old.suffix(Self.capacity - 1) + [result]
        spares.withLock { $0 = Array(kept) }
        return result.values
    }

    /// Maps that only the spares hold, with the places where they differ from the base.
    private static func take(_ slot: Int, from spares: inout [Spare]) -> (Tensor, [PixelBox])? {
        for index in spares.indices {
            guard let boxes = spares[index].boxes[slot],
                case .channelsLast(var maps)? = spares[index].values[slot]
            else { continue }
            spares[index].values[slot] = nil
            if maps.isUniquelyReferenced() {
                spares[index].boxes[slot] = nil
                return (maps, boxes)
            }
            spares[index].values[slot] = .channelsLast(maps)
        }
        return nil
    }
}
