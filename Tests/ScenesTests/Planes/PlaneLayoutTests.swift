import Foundation
import Rendering
import Testing
import Workbench

@testable import Scenes

@MainActor struct PlaneLayoutTests {
    private nonisolated static let sizes = [Point(1280, 800), Point(940, 716), Point(1844, 996)]

    private func regions(_ size: Point) -> StageRegions {
        StageRegions(size: size, titleWidth: 500, keyWidth: 420)
    }

    private func overlap(_ a: PlanePlace, _ b: PlanePlace) -> Bool {
        let reach = (a.side + b.side) / 2 - 0.5
        return abs(a.center.x - b.center.x) < reach && abs(a.center.y - b.center.y) < reach
    }

    @Test(arguments: NetworkSpecimen.allCases, sizes)
    func `in Plate planes lie side by side on the stage and leave the classes free`(
        specimen: NetworkSpecimen, size: Point
    ) {
        let shape = PlaneSample(specimen).planes().shape
        let regions = regions(size)
        let planes = PlaneLayout(shape: shape, regions: regions).plate()
        #expect(planes.count == shape.count && planes.allSatisfy { $0.turn == 0 && $0.side >= 8 })
        for (index, plane) in planes.enumerated() {
            #expect(plane.center.x - plane.side / 2 >= 20)
            #expect(plane.center.x + plane.side / 2 < regions.top.minX)
            #expect(-plane.center.y - plane.side / 2 > regions.title.maxY)
            #expect(-plane.center.y + plane.side / 2 < regions.key.minY)
            #expect(!planes[..<index].contains { overlap($0, plane) })
        }
    }

    @Test(arguments: NetworkSpecimen.allCases, sizes)
    func `in Orbit planes stand one behind the other, clear of title, classes and key`(
        specimen: NetworkSpecimen, size: Point
    ) {
        let sample = PlaneSample(specimen)
        let scene = sample.scene(.orbit, size: size)
        guard let frame = scene.frame else { return }
        let planes = frame.arrangement.planes
        let shape = sample.planes().shape
        #expect(planes.count == shape.count)
        for link in shape.links { #expect(planes[link.from].center.x < planes[link.to].center.x) }
        for corner in planes.flatMap(\.corners) {
            let place = frame.project(corner)
            #expect(place.x > 0 && place.x < frame.regions.top.minX)
            #expect(place.y > frame.regions.title.maxY && place.y < size.y)
            #expect(!frame.regions.key.contains(place) && !frame.regions.card.contains(place))
        }
        for ids in shape.ranks where ids.count > 1 {
            for (upper, lower) in zip(ids, ids.dropFirst()) {
                #expect(
                    planes[upper].center.y - planes[upper].side / 2
                        >= planes[lower].center.y + planes[lower].side / 2)
            }
        }
    }

    @Test func `many layers go on in the next line, and their ways too`() throws {
        let sample = PlaneSample(.sixteen)
        let regions = regions(Point(1280, 800))
        let shape = sample.planes().shape
        let planes = PlaneLayout(shape: shape, regions: regions).plate()
        #expect(Set(planes.map(\.row)).count > 1)
        let single = (regions.top.minX - 60) / Float(shape.count)
        #expect(try #require(planes.first).side > single * 1.15)
        let paths = PlanePaths(planes: planes, shape: shape, breaksLines: true)
        let link = try #require(shape.links.first { planes[$0.from].row != planes[$0.to].row })
        let pieces = paths.pieces(link, from: Point(0.5, 0.25), to: Point(0.5, 0.75))
        #expect(pieces.count == 2)
        #expect(pieces[0].line[0].y == pieces[0].line[1].y && pieces[0].line[1].x > pieces[0].line[0].x)
        #expect(pieces[1].line[0].x < pieces[1].line[1].x)
        #expect(pieces[1].line[1] == planes[link.to].place(of: Point(0.5, 0.75)))
    }

    @Test func `a way goes from place to place, one piece a gap`() throws {
        let sample = PlaneSample(.residual, perClass: 4)
        let shape = sample.planes().shape
        let regions = regions(Point(1280, 800))
        let scene = sample.scene(.orbit, size: regions.size)
        let planes = try #require(scene.frame).arrangement.planes
        let paths = PlanePaths(planes: planes, shape: shape, breaksLines: false)
        let skip = try #require(shape.links.first { planes[$0.to].rank > planes[$0.from].rank + 1 })
        let (a, b) = (Point(0.2, 0.3), Point(0.9, 0.6))
        let pieces = paths.pieces(skip, from: a, to: b)
        #expect(pieces.map(\.gap) == Array(planes[skip.from].rank..<planes[skip.to].rank))
        func isNear(_ x: Vector3, _ y: Vector3) -> Bool { ((x - y) * (x - y)).sum() < 1e-3 }
        #expect(isNear(pieces[0].line[0], planes[skip.from].place(of: a)))
        #expect(isNear(pieces[pieces.count - 1].line.last ?? .zero, planes[skip.to].place(of: b)))
        for (left, right) in zip(pieces, pieces.dropFirst()) {
            #expect(isNear(left.line.last ?? .zero, right.line[0]))
        }
    }

    @Test func `planes on their way are between where they were and where they will be`() {
        let shape = PlaneSample().planes().shape
        let flat = PlaneLayout(shape: shape, regions: regions(Point(1280, 800))).plate()
        var slid = flat
        for index in slid.indices {
            slid[index].turn = 1
            slid[index].center.x += 10
        }
        let half = PlanePlace.blended(flat, slid, 0.5)
        #expect(half.allSatisfy { abs($0.turn - 0.5) < 1e-5 && $0.fade == 0 })
        #expect(PlanePlace.blended([], flat, 0.25).allSatisfy { $0.fade == 0.75 })
    }
}
