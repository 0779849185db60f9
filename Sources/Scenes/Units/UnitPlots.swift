import Dispatch
import Rendering
import Tensors
import Workbench

/// What the plots of units show, made in the background a few plots at a time and kept while it may be seen again.
@MainActor final class UnitPlots {
    /// What one plot was made of.
    struct Key: Sendable, Hashable {
        /// The points.
        var cloud: UInt64
        /// The selected points alone; 0: all.
        var selection: UInt64
        /// The units across and upwards.
        var x, y: Int
        /// The plot's side, in pixels.
        var side: Int
        var isDark: Bool
    }

    /// How plots are to be made, other than by their units.
    struct Look: Equatable {
        /// A plot's side, in points.
        var side: Float
        /// Pixels a point.
        var scale: Float
        var theme: Theme
    }

    private typealias Made = (key: Key, plot: UnitGridPainter.Plot)

    /// So many plots are kept; a picture takes some 40 kB.
    private static let limit = 600
    /// So many are made at once: few, so that what is out of view again soon gives way.
    private static let batch = 12

    private var plots: [Key: UnitGridPainter.Plot] = [:]
    private var missing: [Key] = []
    private var cloud: UnitCloud?
    private var selection = UnitSelection.none
    private var look: Look?
    private var isMaking = false
    private let mailbox = Mailbox<[Made]>(wake: {})
    private let queue = DispatchQueue(label: "convoscope.units", qos: .userInitiated)

    /// Whether plots are still to come.
    var isBusy: Bool { isMaking || !missing.isEmpty }

    /// A plot; nil: it is still to come.
    func plot(_ key: Key) -> UnitGridPainter.Plot? { plots[key] }

    /// The key of a plot of two units; of the selected points alone where `isChosen`.
    func key(x: Int, y: Int, isChosen: Bool) -> Key? {
        guard let cloud, let look else { return nil }
        return Key(
            cloud: cloud.id, selection: isChosen ? selection.id : 0, x: x, y: y,
            side: max(Int((look.side * look.scale).rounded()), 4), isDark: look.theme.isDark)
    }

    /// How many bins tell how often values occur, in a plot of `side` points.
    nonisolated static func binCount(_ side: Float) -> Int { max(Int(side / 2.7), 8) }

    /// Says what is in view, and goes on making what is missing of it.
    func want(_ grid: UnitGrid, of cloud: UnitCloud, _ selection: UnitSelection, _ look: Look) {
        (self.cloud, self.selection, self.look) = (cloud, selection, look)
        take()
        var keys: [Key] = []
        for isChosen in selection.indices.isEmpty ? [false] : [false, true] {
            keys += grid.cells.compactMap {
                key(x: grid.columns[$0.column], y: grid.rows[$0.row], isChosen: isChosen)
            }
        }
        missing = keys.filter { plots[$0] == nil }
        if plots.count > Self.limit {
            let kept = Set(keys)
            plots = plots.filter { kept.contains($0.key) }
        }
        makeNext()
    }

    /// Nothing is in view.
    func wantNothing() {
        take()
        missing = []
    }

    /// Makes all that is missing now, as for a still picture.
    func finish() {
        while isBusy {
            if isMaking { mailbox.wait(atMost: 1_000) }
            take()
            makeNext()
        }
    }

    private func take() {
        for made in mailbox.drain() {
            isMaking = false
            for (key, plot) in made { plots[key] = plot }
        }
        missing.removeAll { plots[$0] != nil }
    }

    private func makeNext() {
        guard !isMaking, !missing.isEmpty, let cloud, let look else { return }
        isMaking = true
        let (keys, selection, mailbox) = (Array(missing.prefix(Self.batch)), selection, mailbox)
        queue.async {
            let plots = Workers.standard.map(keys.count) { index in
                Self.make(keys[index], cloud, selection, look)
            }
            mailbox.post(Array(zip(keys, plots)))
        }
    }

    nonisolated private static func make(
        _ key: Key, _ cloud: UnitCloud, _ selection: UnitSelection, _ look: Look
    ) -> UnitGridPainter.Plot {
        let chosen = key.selection == 0 ? nil : selection.indices
        if key.x == key.y {
            return .bins(
                UnitHistogram.bins(of: cloud, unit: key.x, chosen: chosen, count: binCount(look.side)))
        }
        let splat = UnitSplat(
            side: key.side, range: cloud.points.range, dot: UnitSplat.dot(cloud.count, scale: look.scale),
            theme: look.theme)
        return .points(splat.image(of: cloud, x: key.x, y: key.y, chosen: chosen))
    }
}
