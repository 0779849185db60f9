import Datasets
import Rendering

/// The small pictures of samples as images that can be drawn, each made when it is first seen.
///
/// Keeps the latest few thousand: a data set may have any number.
@MainActor final class SampleImages {
    private static let limit = 4_000

    private var images: [Int: DisplayImage] = [:]
    private var source: AnyHashable?

    /// The image of a sample, by its index in the data set; `thumbnail` is asked where it is not there yet.
    ///
    /// - Parameter source: tells data sets apart; another one forgets all.
    func image(of sample: Int, from source: some Hashable, thumbnail: (Int) -> Picture?) -> DisplayImage? {
        if self.source != AnyHashable(source) {
            (self.source, images) = (AnyHashable(source), [:])
        }
        if let image = images[sample] { return image }
        guard let picture = thumbnail(sample) else { return nil }
        if images.count >= Self.limit { images = [:] }
        let image = DisplayImage(rgb: picture.pixels, width: picture.width, height: picture.height)
        images[sample] = image
        return image
    }
}
