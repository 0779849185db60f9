import Rendering
import Synchronization
import Workbench

/// Has the stability plot's images made beside the main thread; the old ones stay until the new ones are there.
@MainActor final class StabilityImages {
    /// What the background leaves.
    private final class Box: Sendable {
        let made = Mutex<(request: StabilityImage.Request, tiles: [StabilityImage.Tile])?>(nil)
    }

    private let job = LatestJob(label: "convoscope.stability")
    private let box = Box()
    private var wanted: StabilityImage.Request?
    private var shown: (request: StabilityImage.Request, tiles: [StabilityImage.Tile])?

    /// Whether what is wanted is still being drawn.
    var isPending: Bool { wanted != nil && wanted != shown?.request }

    /// The newest images; those of another extent are stretched until their turn comes.
    var tiles: [StabilityImage.Tile] {
        if let made = box.made.withLock({ $0 }), made.request == wanted { shown = made }
        guard let shown, shown.request.lines.names == wanted?.lines.names,
            shown.request.theme == wanted?.theme
        else { return [] }
        return shown.tiles
    }

    /// Says what is wanted; nil: nothing.
    func want(_ request: StabilityImage.Request?) {
        _ = tiles
        guard request != wanted else { return }
        wanted = request
        guard let request, isPending else { return }
        job.submit { [box] ticket in
            guard let tiles = StabilityImage.tiles(request, isStale: { ticket.isStale }) else { return }
            box.made.withLock { $0 = (request, tiles) }
        }
    }

    /// Makes what is wanted at once.
    func settle() {
        guard isPending, let wanted, let tiles = StabilityImage.tiles(wanted) else { return }
        shown = (wanted, tiles)
    }
}
