import Dispatch
import Rendering
import Samples
import Workbench

/// The pictures that the network is fed, each read in the background when somebody points at it; the latest are kept.
@MainActor final class UnitPictures {
    private typealias Letter = (sample: Int, run: Int, image: DisplayImage?)

    private static let limit = 64

    private var images: [Int: DisplayImage] = [:]
    private var failed: Set<Int> = []
    private var store: ObjectIdentifier?
    private var run = 0
    private var waiting: Int?
    private let mailbox = Mailbox<[Letter]>(wake: {})
    private let queue = DispatchQueue(label: "convoscope.units.pictures", qos: .userInitiated)

    /// Whether one is being read.
    var isBusy: Bool { waiting != nil }

    /// The picture of a sample, by its index in the data set; nil until it has been read, and where it cannot be.
    func image(of sample: Int, in store: ActivationStore) -> DisplayImage? {
        if self.store != ObjectIdentifier(store) {
            (self.store, images, failed, waiting, run) = (ObjectIdentifier(store), [:], [], nil, run + 1)
        }
        take()
        if let image = images[sample] { return image }
        // One at a time: the hand has mostly gone on when it is there.
        guard waiting == nil, !failed.contains(sample) else { return nil }
        waiting = sample
        let (mailbox, run) = (mailbox, run)
        queue.async {
            let picture = try? store.fittedPicture(sample)  // without one the small picture stays
            let image = picture.map { DisplayImage(rgb: $0.pixels, width: $0.width, height: $0.height) }
            mailbox.post([(sample, run, image)])
        }
        return nil
    }

    /// Waits for what is being read, as for a still picture.
    func finish() {
        while isBusy {
            mailbox.wait(atMost: 1_000)
            take()
        }
    }

    /// Takes in what has been read.
    func take() {
        for letter in mailbox.drain().joined() where letter.run == run {
            waiting = nil
            if images.count >= Self.limit { images = [:] }
            if let image = letter.image {
                images[letter.sample] = image
            } else {
                failed.insert(letter.sample)
            }
        }
    }
}
