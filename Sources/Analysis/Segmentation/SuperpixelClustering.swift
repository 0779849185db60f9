/// The heart of SLIC: pixels go to the nearest centre in colour and place, centres to the middle of their pixels.
struct SuperpixelClustering {
    /// The centre of every pixel, row-major.
    private(set) var nearest: [Int32]
    private var centres: [Centre]
    private let colors: LabColors
    private let width: Int
    private let height: Int
    /// How far a centre looks, in pixels.
    private let reach: (x: Double, y: Double)
    /// What a squared distance in pixels counts beside one of colours.
    private let placeWeight: Double

    /// Place in pixels and colour of a cluster. The first round knows no colours: it divides the picture by place.
    private struct Centre {
        var x: Double
        var y: Double
        var color: SIMD3<Double> = .zero
        var pixelCount = 1
    }

    init(colors: LabColors, grid: CentreGrid) {
        self.colors = colors
        (width, height) = (grid.width, grid.height)
        centres = grid.centres.map { Centre(x: Double($0.x), y: Double($0.y)) }
        nearest = [Int32](repeating: 0, count: grid.width * grid.height)
        // Twice the step of a grid of as many centres as there really are.
        let actual = CentreGrid(width: grid.width, height: grid.height, count: grid.count)
        reach = (2 * Double(actual.steps.x), 2 * Double(actual.steps.y))
        let step = Double(max(grid.steps.x, grid.steps.y))
        placeWeight = 1 / (step * step)
    }

    /// One round. A pixel that no centre looks at keeps its centre; a centre without pixels is given up.
    mutating func step() {
        assign()
        moveCentres()
    }

    private mutating func assign() {
        var distances = [Double](repeating: .infinity, count: width * height)
        var assigned = nearest
        assigned.withUnsafeMutableBufferPointer { assigned in
            distances.withUnsafeMutableBufferPointer { distances in
                for (index, centre) in centres.enumerated() where centre.pixelCount > 0 {
                    claim(Int32(index), centre, assigned, distances)
                }
            }
        }
        nearest = assigned
    }

    /// Takes the pixels around a centre that are nearer to it than to the centres before it.
    private func claim(
        _ index: Int32, _ centre: Centre, _ assigned: UnsafeMutableBufferPointer<Int32>,
        _ distances: UnsafeMutableBufferPointer<Double>
    ) {
        let columns = Self.pixels(around: centre.x, reach: reach.x, limit: width)
        colors.withPlanes { lightness, redness, yellowness in
            for y in Self.pixels(around: centre.y, reach: reach.y, limit: height) {
                let down = (centre.y - Double(y)) * (centre.y - Double(y))
                for x in columns {
                    let pixel = y * width + x
                    let across = centre.x - Double(x)
                    let light = lightness[pixel] - centre.color.x
                    let red = redness[pixel] - centre.color.y
                    let yellow = yellowness[pixel] - centre.color.z
                    let distance =
                        (down + across * across) * placeWeight
                        + (light * light + red * red + yellow * yellow)
                    guard distance < distances[pixel] else { continue }
                    distances[pixel] = distance
                    assigned[pixel] = index
                }
            }
        }
    }

    private static func pixels(around centre: Double, reach: Double, limit: Int) -> Range<Int> {
        let first = Int(max(centre - reach, 0))
        return first..<max(first, Int(min(centre + reach + 1, Double(limit))))
    }

    private mutating func moveCentres() {
        var sums = centres.map { _ in Centre(x: 0, y: 0, pixelCount: 0) }
        sums.withUnsafeMutableBufferPointer { sums in
            colors.withPlanes { lightness, redness, yellowness in
                for (pixel, index) in nearest.enumerated() {
                    let index = Int(index)
                    sums[index].x += Double(pixel % width)
                    sums[index].y += Double(pixel / width)
                    sums[index].color += SIMD3(lightness[pixel], redness[pixel], yellowness[pixel])
                    sums[index].pixelCount += 1
                }
            }
        }
        centres = sums.map { sum in
            let count = Double(max(1, sum.pixelCount))
            return Centre(
                x: sum.x / count, y: sum.y / count, color: sum.color / count, pixelCount: sum.pixelCount)
        }
    }
}
