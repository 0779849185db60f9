/// Where the pictures of a data set come from; asked from any thread, keeps none of them decoded.
protocol SampleSource: Sendable {
    /// The picture of the sample `index`.
    ///
    /// - Throws: `PictureError`, `SampleError`.
    func picture(_ index: Int) throws -> Picture
}

/// Pictures that are in memory already.
struct PictureList: SampleSource {
    let pictures: [Picture]

    func picture(_ index: Int) -> Picture { pictures[index] }
}

/// Some of the pictures of another source, in an order of their own.
struct ChosenPictures: SampleSource {
    let whole: any SampleSource
    let indices: [Int]

    func picture(_ index: Int) throws -> Picture { try whole.picture(indices[index]) }
}
