import CGL

/// Images in the graphics memory, each uploaded once and found again by its `id`.
///
/// Images of equal size share a page (an array texture), so that they are drawn together. What has not been
/// drawn for `patience` frames is forgotten.
@MainActor
final class ImageStore {
    /// Where an image lies.
    struct Place {
        var page: Int
        var layer: Int
    }

    /// The longest side that is kept; larger images are scaled down.
    static let longestSide = 1024
    /// How many frames an image stays without being drawn.
    static let patience = 120

    private struct Size: Hashable {
        var width, height: Int
    }

    private struct Page {
        var texture: GLuint
        var size: Size
        var freeLayers: [Int]
        var capacity: Int
    }

    private struct Entry {
        var place: Place
        var lastFrame: Int
    }

    private static let pageBytes = 4 << 20

    private var pages: [Int: Page] = [:]
    private var pagesOfSize: [Size: [Int]] = [:]
    private var entries: [UInt64: Entry] = [:]
    private var nextPage = 0
    private var frame = 0
    /// How many images have been uploaded so far.
    private(set) var uploadCount = 0

    /// The number of images in memory.
    var count: Int { entries.count }

    /// Begins a frame and forgets what has been idle for long.
    func beginFrame() {
        frame += 1
        if frame % 30 == 0 { evict() }
    }

    /// Where the image lies, uploaded if it is new.
    func place(_ image: DisplayImage) -> Place {
        if let known = entries[image.id] {
            entries[image.id]?.lastFrame = frame
            return known.place
        }
        let kept = image.scaledDown(longestSide: Self.longestSide)
        let place = freePlace(Size(width: kept.width, height: kept.height))
        entries[image.id] = Entry(place: place, lastFrame: frame)
        upload(kept, to: place)
        return place
    }

    /// Binds a page's texture.
    func bind(page: Int) {
        glActiveTexture(GL_TEXTURE0)
        glBindTexture(GL_TEXTURE_2D_ARRAY, pages[page]?.texture ?? 0)
    }

    /// Frees everything.
    func close() {
        for page in pages.values { glDeleteTextures(1, [page.texture]) }
        pages = [:]
        pagesOfSize = [:]
        entries = [:]
    }

    private func freePlace(_ size: Size) -> Place {
        for index in pagesOfSize[size] ?? [] {
            if let layer = pages[index]?.freeLayers.popLast() { return Place(page: index, layer: layer) }
        }
        let index = addPage(size)
        return Place(page: index, layer: pages[index]?.freeLayers.popLast() ?? 0)
    }

    private func addPage(_ size: Size) -> Int {
        let capacity = min(max(Self.pageBytes / (size.width * size.height * 4), 1), 256)
        var texture: GLuint = 0
        glGenTextures(1, &texture)
        glActiveTexture(GL_TEXTURE0)
        glBindTexture(GL_TEXTURE_2D_ARRAY, texture)
        glTexImage3D(
            GL_TEXTURE_2D_ARRAY, 0, GL_RGBA8, GLsizei(size.width), GLsizei(size.height), GLsizei(capacity), 0,
            GL_RGBA, GL_UNSIGNED_BYTE, nil)
        for (name, value) in [
            (GL_TEXTURE_MIN_FILTER, GL_LINEAR), (GL_TEXTURE_MAG_FILTER, GL_LINEAR),
            (GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE), (GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE),
        ] {
            glTexParameteri(GL_TEXTURE_2D_ARRAY, name, value)
        }
        let index = nextPage
        nextPage += 1
        pages[index] = Page(
            texture: texture, size: size, freeLayers: Array((0..<capacity).reversed()), capacity: capacity)
        pagesOfSize[size, default: []].append(index)
        return index
    }

    private func upload(_ image: DisplayImage, to place: Place) {
        uploadCount += 1
        bind(page: place.page)
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1)
        glTexSubImage3D(
            GL_TEXTURE_2D_ARRAY, 0, 0, 0, GLint(place.layer), GLsizei(image.width), GLsizei(image.height), 1,
            GL_RGBA, GL_UNSIGNED_BYTE, image.pixels)
    }

    private func evict() {
        for (id, entry) in entries where frame - entry.lastFrame > Self.patience {
            entries[id] = nil
            pages[entry.place.page]?.freeLayers.append(entry.place.layer)
        }
        for (index, page) in pages where page.freeLayers.count == page.capacity {
            glDeleteTextures(1, [page.texture])
            pages[index] = nil
            pagesOfSize[page.size]?.removeAll { $0 == index }
        }
    }
}
