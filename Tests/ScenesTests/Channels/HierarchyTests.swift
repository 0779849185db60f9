import Rendering
import Testing

@testable import Scenes

@MainActor @Suite struct HierarchyTests {
    private let room = Rectangle(x: 20, y: 340, width: 540, height: 340)

    @Test func `superclasses are the largest branches right of the cut`() {
        var hierarchy = ChannelsSample().hierarchy
        hierarchy.cut = 0.35
        #expect(hierarchy.superclasses == [10, 12])
        #expect(hierarchy.leaves(of: 12).sorted() == [0, 3, 4, 5, 7])
        hierarchy.cut = 0.42
        #expect(hierarchy.superclasses == [8, 9])
        hierarchy.cut = 0
        #expect(hierarchy.superclasses == [14])
        hierarchy.cut = 1
        #expect(hierarchy.superclasses.isEmpty)
    }

    @Test func `the usual cut lies in the widest gap`() {
        let hierarchy = ChannelsSample().hierarchy
        #expect(abs(hierarchy.cut - 0.3) < 1e-6)
        #expect(HierarchyContent.usualCut(of: []) < 0.5)
    }

    @Test func `forty classes become at most sixteen rows that hold all of them`() {
        let hierarchy = ChannelsSample(classCount: 40).hierarchy
        let rows = hierarchy.folded(to: 16)
        #expect(rows.count == 16)
        #expect(rows.flatMap { hierarchy.leaves(of: $0) }.sorted() == Array(0..<40))
        #expect(ChannelsSample().hierarchy.folded(to: 16) == ChannelsSample().hierarchy.leafOrder)
    }

    @Test func `less alike branches lie further left, and no lines cross`() throws {
        let hierarchy = ChannelsSample().hierarchy
        let layout = HierarchyLayout(hierarchy, in: room)
        #expect(layout.rows.map(\.node) == hierarchy.leafOrder)
        for (index, merge) in hierarchy.merges.enumerated() {
            let node = try #require(layout.nodes[index + 8])
            for branch in [merge.left, merge.right] {
                #expect(try #require(layout.nodes[branch]).x > node.x)
            }
            let rows = hierarchy.leaves(of: index + 8).compactMap { leaf in
                layout.rows.firstIndex { $0.node == leaf }
            }.sorted()
            #expect(
                rows.last.map { $0 - (rows.first ?? 0) + 1 } == rows.count, "rows of a branch are neighbours")
        }
        #expect(layout.rows.allSatisfy { $0.place.maxY <= room.maxY + 0.5 })
    }

    @Test func `nodes, names, subclasses and the cut are found where they are drawn`() throws {
        let hierarchy = ChannelsSample().hierarchy
        let layout = HierarchyLayout(hierarchy, in: room)
        for node in 8..<15 {
            #expect(layout.part(at: try #require(layout.nodes[node]), hierarchy) == .node(node))
        }
        let row = layout.rows[1]
        #expect(layout.part(at: Point(layout.nameX + 20, row.place.center.y), hierarchy) == .node(row.node))
        let pictures = try #require(layout.subclass(row: row, index: 2))
        #expect(layout.part(at: pictures.center, hierarchy) == .subclass(member: row.node, index: 2))
        let cut = Point(layout.x(of: hierarchy.cut), layout.cutHeights.lowerBound + 2)
        #expect(layout.part(at: cut, hierarchy) == .cut)
        #expect(abs(layout.similarity(atX: layout.x(of: 0.3)) - 0.3) < 1e-4)
    }

    @Test func `a cluster's segments fill its bar, the largest class first`() throws {
        let clusters = ChannelsSample().clusters
        #expect(clusters.clusters.count == 8)
        #expect(clusters.clusters.flatMap(\.samples).sorted() == Array(0..<160))
        let bars = ClusterBars(
            content: clusters, place: Rectangle(x: 0, y: 0, width: 400, height: 200),
            pen: Pen(theme: .light, fonts: .standard))
        for (index, cluster) in clusters.clusters.enumerated() {
            let counts = cluster.parts.map(\.count)
            #expect(counts == counts.sorted(by: >) && counts.reduce(0, +) == cluster.samples.count)
            let segments = bars.segments(index)
            let bar = bars.bar(index)
            #expect(segments.first?.place.minX == bar.minX)
            #expect(abs((segments.last?.place.maxX ?? 0) - bar.maxX) < 0.01)
            #expect(bars.cluster(at: bar.center) == index)
        }
        #expect(clusters.clusters.compactMap { $0.parts.first?.classIndex } == Array(0..<8))
    }
}
