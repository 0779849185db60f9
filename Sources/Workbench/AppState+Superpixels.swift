import Datasets
import Occlusion

/// The superpixels that can be clicked on, found in the background.
extension AppState {
    func setSuperpixelCount(_ count: Int) {
        settings.superpixelCount = min(max(count, 10), 600)
        findSuperpixels()
    }

    /// Finds the superpixels of the picture where they are needed and not known yet; those of another granularity
    /// stay until then.
    func findSuperpixels() {
        guard settings.tool == .superpixels, let fittedInput else { return }
        if superpixels.picture != fittedInput { superpixels = SuperpixelState(picture: fittedInput) }
        let count = settings.superpixelCount
        if let known = superpixels.known[count] {
            jobs.superpixels.cancel()
            superpixels.shown = known
            superpixels.wanted = nil
            return
        }
        guard superpixels.wanted != count else { return }
        superpixels.wanted = count
        let mailbox = mailbox
        jobs.superpixels.submit { ticket in
            let found = SuperpixelMap(of: fittedInput, regionCount: count)
            if !ticket.isStale { mailbox.post(.superpixelsFound(found, of: fittedInput, count: count)) }
        }
    }

    func receive(_ found: SuperpixelMap, of picture: Picture, count: Int) {
        guard superpixels.picture == picture else { return }
        // Who drags the slider passes hundreds of them.
        if superpixels.known.count >= SuperpixelState.mostKept { superpixels.known = [:] }
        superpixels.known[count] = found
        if superpixels.wanted == count {
            superpixels.wanted = nil
            superpixels.shown = found
        }
    }
}

/// The superpixels of the open picture.
public struct SuperpixelState: Sendable {
    /// What can be clicked on; nil until the first ones are found.
    public internal(set) var shown: SuperpixelMap?
    /// Whether others are being looked for.
    public var isComputing: Bool { wanted != nil }

    var picture: Picture?
    /// By their granularity, `mostKept` at most.
    var known: [Int: SuperpixelMap] = [:]
    static let mostKept = 16
    var wanted: Int?

    init(picture: Picture? = nil) { self.picture = picture }
}
