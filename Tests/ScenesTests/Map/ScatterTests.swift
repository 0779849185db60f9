import Rendering
import Testing

@testable import Scenes

@MainActor struct ScatterTests {
    private let sample = MapSample()

    @Test func `a class that lies in two places is named where most of it is`() {
        let points = [Point(0, 0), Point(1, 0), Point(0, 1), Point(100, 100), Point(101, 100)]
        let places = SamplePlaces(samples: [3, 4, 5, 6, 7], classOf: [0, 0, 0, 0, 1], points: points)
        let named = Scatter(places, classNames: ["a", "b"], labels: [0, 0, 0, 1, 1])
        #expect(named.names.map(\.classIndex) == [0, 1])
        #expect(named.names[0].place == Point(0, 0) && named.names[1].place == Point(101, 100))
    }

    @Test func `clusters know their samples and the class of most of them`() {
        let shapes = ClusterShape.all(sample.places, labels: sample.labels)
        #expect(shapes.map(\.letter) == ["A", "B", "C"] && shapes.map(\.majority) == [0, 1, 2])
        #expect(shapes.map(\.majorityShare) == [1, 1, 0.5] && shapes[2].members == Array(24..<48))
        #expect(shapes.allSatisfy { $0.outline.count > 2 })
        #expect(ClusterLetter.of(25) == "Z" && ClusterLetter.of(26) == "AA" && ClusterLetter.of(53) == "BB")
    }

    @Test func `selected samples are drawn last, outlined, and the others fade`() {
        var scatter = Scatter(sample.places, classNames: MapSample.names)
        let all = ScatterMarks.marks(scatter, radius: 3.4, theme: .light)
        #expect(Set(all.map(\.place)) == Set(sample.places.points) && all.allSatisfy { $0.outline == nil })
        #expect(Set(all.map(\.fill)).contains(SampleMarks.color(0, .light)))
        scatter.selected = [101, 130, 999]
        let marks = ScatterMarks.marks(scatter, radius: 3.4, theme: .light)
        #expect(marks.count == 48 && marks.suffix(2).allSatisfy { $0.outline == Theme.light.ink })
        #expect(Set(marks.suffix(2).map(\.place)) == [sample.places.points[1], sample.places.points[30]])
        let faded = SampleMarks.faded(SampleMarks.color(0, .light), SampleMarks.pointFade, .light)
        #expect(
            marks.prefix(46).contains { $0.fill == faded } && !marks.prefix(46).contains { $0.outline != nil }
        )
    }

    @Test func `pictures do not cover one another, and the selected ones are there`() {
        var scatter = Scatter(sample.places, classNames: MapSample.names)
        scatter.selected = [112, 113]
        let frame = Rectangle(x: 0, y: 0, width: 220, height: 180)
        let transform = ScatterView().transform(of: scatter.places.bounds, in: frame)
        let places = PicturePlan(scatter, transform, in: frame).places
        #expect(places.count > 4 && places.count < 48)
        for (index, one) in places.enumerated() {
            for other in places.dropFirst(index + 1) {
                let way = one.place.center - other.place.center
                #expect(max(abs(way.x), abs(way.y)) >= 0.8 * PicturePlan.side)
            }
        }
        #expect(places.contains { $0.position == 12 })
    }

    @Test func `samples are found by their index`() {
        let places = sample.places
        #expect(places.position(of: 100) == 0 && places.position(of: 147) == 47)
        #expect(places.position(of: 99) == nil && places.position(of: 148) == nil)
    }

    @Test func `samples glide to new places, and jump where they are others`() {
        let from = SamplePlaces(samples: [1, 2], classOf: [0, 0], points: [Point(0, 0), Point(4, 0)])
        let to = SamplePlaces(samples: [1, 2], classOf: [0, 0], points: [Point(0, 8), Point(4, 4)])
        var glide = ScatterGlide()
        glide.go(to: from, time: 0, isMotionReduced: false)
        #expect(!glide.isMoving && glide.places?.points == from.points)
        glide.go(to: to, time: 10, isMotionReduced: false)
        glide.advance(to: 10 + ScatterGlide.duration / 2)
        #expect(glide.isMoving && glide.places?.points == [Point(0, 4), Point(4, 2)])
        glide.advance(to: 11)
        #expect(!glide.isMoving && glide.places?.points == to.points && glide.share == 1)
        glide.go(to: from, time: 12, isMotionReduced: true)
        #expect(!glide.isMoving && glide.places?.points == from.points)
        let others = SamplePlaces(samples: [5], classOf: [0], points: [Point(9, 9)])
        glide.go(to: others, time: 13, isMotionReduced: false)
        #expect(!glide.isMoving && glide.places?.points == [Point(9, 9)])
    }
}
