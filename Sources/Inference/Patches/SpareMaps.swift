import Synchronization
import Tensors

/// Puts the changed parts of a run together with the unchanged rest, in memory that earlier results have left.
///
/// A result that nobody looks at any more holds the maps of the base but for some rectangles: setting these right
/// costs far less than copying everything.
final class SpareMaps: Sendable {
    /// As many results are kept: the newest, which is shown, and the one before it, whose memory serves for the next.
    private static let capacity = 2

    /// Maps of a result, and where they differ from those of its base.
    private struct Maps {
        var tensor: Tensor
        let boxes: [PixelBox]
    }

    /// A result's maps by slot.
    private struct Spare {
        let base: Activations.Identity
        var maps: [Int: Maps] = [:]
    }

    /// Maps to be put together.
    private struct Work: Sendable {
        let maps: ChangedMaps
        let memory: SharedPointer
        let stale: [PixelBox]

        func finish() { maps.compose(over: memory, stale: stale) }
    }

    private let spares = Mutex<[Spare]>([])

    /// The values of the run, by slot.
    func compose(_ run: IncrementalRun, since base: Activations, on workers: Workers) -> [StoredValue?] {
        var old = spares.withLock { spares in
            let fitting = spares.filter { $0.base === base.identity }
            spares = []
            return fitting
        }
        var values = base.values
        var result = Spare(base: base.identity)
        var works: [Work] = []
        for slot in values.indices {
            switch run.change(of: slot) {
            case .none: break
            case .whole(let value): values[slot] = value
            case .parts(let patches):
                guard let maps = base.values[slot]?.maps else { continue }
                var memory = Self.take(slot, from: &old) ?? Maps(tensor: maps, boxes: [])
                // The address stays good: the tensor is kept in `result`, and nobody else has it yet.
                let address = memory.tensor.withMutablePointer { SharedPointer($0) }
                works.append(
                    Work(
                        maps: ChangedMaps(base: maps, patches: patches), memory: address, stale: memory.boxes)
                )
                values[slot] = .channelsLast(memory.tensor)
                result.maps[slot] = Maps(tensor: memory.tensor, boxes: patches.boxes)
            }
        }
        workers.forEach(works.count) { [works] index in works[index].finish() }
        let kept = Array(old.suffix(Self.capacity - 1)) + [result]
        spares.withLock { $0 = kept }
        return values
    }

    /// Maps that only the spares hold.
    private static func take(_ slot: Int, from spares: inout [Spare]) -> Maps? {
        for index in spares.indices {
            guard var maps = spares[index].maps.removeValue(forKey: slot) else { continue }
            if let tensor = maps.tensor.takenIfUnique() { return Maps(tensor: tensor, boxes: maps.boxes) }
            spares[index].maps[slot] = maps
        }
        return nil
    }
}
