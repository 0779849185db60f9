import Datasets
import Rendering
import Samples
import Workbench

/// The small pictures of samples as images that can be drawn, each made when it is first seen.
///
/// Keeps the latest few thousand: a data set may have any number.
@MainActor public final class SampleImages {
    private static let limit = 4_000

    private var images: [Int: DisplayImage] = [:]
    private var source: AnyHashable?

    /// No images yet.
    public init() {}

    /// The image of a sample, by its index in the data set; nil without a store.
    public func image(of sample: Int, in store: ActivationStore?) -> DisplayImage? {
        guard let store else { return nil }
        return image(of: sample, from: ObjectIdentifier(store)) { store.thumbnail($0) }
    }

    /// The image of a sample; `thumbnail` is asked where it is not there yet.
    ///
    /// - Parameter source: tells data sets apart; another one forgets all.
    func image(of sample: Int, from source: some Hashable, thumbnail: (Int) -> Picture?) -> DisplayImage? {
        if self.source != AnyHashable(source) { (self.source, images) = (AnyHashable(source), [:]) }
        if let image = images[sample] { return image }
        guard let picture = thumbnail(sample) else { return nil }
        if images.count >= Self.limit { images = [:] }
        let image = DisplayImage(rgb: picture.pixels, width: picture.width, height: picture.height)
        images[sample] = image
        return image
    }
}
