import Foundation
import Testing

@testable import Datasets

@Suite struct LabelGroupsTests {
    private let labels = ["cat", "dog", "car", "taxi", "bus", "Tench, Tinca"]

    private func groups(_ offered: [String: [Int]] = [:], on: [String] = []) throws -> LabelGroups {
        var sidecar = Sidecar(file: "x.json")
        (sidecar.labels, sidecar.groups, sidecar.mergedGroups) = (labels, offered, on)
        return LabelGroups(try Labels(sidecar, classCount: labels.count))
    }

    @Test("What a sidecar offers is off, unless it says that it is on")
    func offered() throws {
        let groups = try groups(["pets": [1, 0], "cars": [2, 3]], on: ["cars"])
        #expect(groups.all.map(\.name) == ["cars", "pets"])
        #expect(groups.on == [LabelGroup(name: "cars", members: [2, 3])])
        #expect(groups.group("pets") == LabelGroup(name: "pets", members: [0, 1], isOn: false))
        // Two that share a class cannot both be on.
        #expect(try self.groups(["a": [0, 1], "b": [1, 2]], on: ["a", "b"]).on.map(\.name) == ["a"])
    }

    @Test("A label counts in one group only, and the sentence names both")
    func refusesSharedLabels() throws {
        var groups = try groups()
        try groups.add(name: "cars", members: [2, 3])
        #expect(throws: LabelGroupError.taken(label: "taxi", group: "cars")) {
            try groups.add(name: "yellow", members: [3, 4])
        }
        #expect(groups.all.count == 1)
        try groups.setOn("cars", false)
        try groups.add(name: "yellow", members: [3, 4])
        #expect(throws: LabelGroupError.taken(label: "taxi", group: "yellow")) {
            try groups.setOn("cars", true)
        }
        #expect(
            LabelGroupError.taken(label: "taxi", group: "cars").description
                == "\"taxi\" is in the group \"cars\" already: a label counts in one group only. Switch \"cars\" "
                + "off first.")
    }

    @Test("A larger group takes up those that are wholly in it")
    func takesUp() throws {
        var groups = try groups()
        try groups.add(name: "cars", members: [2, 3])
        try groups.add(name: "vehicles", members: [2, 3, 4])
        #expect(groups.all == [LabelGroup(name: "vehicles", members: [2, 3, 4])])
    }

    @Test("Names that clash are refused; a member's own name is fine")
    func names() throws {
        var groups = try groups()
        try groups.add(name: "  Car ", members: [2, 3])
        #expect(groups.on.first?.name == "Car")
        #expect(throws: LabelGroupError.groupExists("car")) { try groups.add(name: "car", members: [0, 1]) }
        #expect(throws: LabelGroupError.labelExists("bus")) { try groups.add(name: "Bus", members: [0, 1]) }
        #expect(throws: LabelGroupError.noName) { try groups.add(name: " ", members: [0, 1]) }
        #expect(throws: LabelGroupError.tooFew) { try groups.add(name: "one", members: [0, 0]) }
        #expect(throws: LabelGroupError.all) { try groups.add(name: "all", members: 0..<6) }
        try groups.add(name: "pets", members: [0, 1])
        #expect(throws: LabelGroupError.groupExists("pets")) { try groups.rename("Car", to: "pets") }
        #expect(throws: LabelGroupError.unknown("cars")) { try groups.rename("cars", to: "x") }
        try groups.rename("Car", to: "taxi")
        #expect(groups.all.map(\.name) == ["taxi", "pets"])
    }

    @Test("A split group is forgotten")
    func splits() throws {
        var groups = try groups(["pets": [0, 1]])
        try groups.remove("pets")
        #expect(groups.all.isEmpty)
        #expect(throws: LabelGroupError.unknown("pets")) { try groups.remove("pets") }
    }

    @Test("Groups are written into a sidecar and read again, and what else it says stays")
    func writes() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("{\"mean\": [0.5], \"unheardOf\": 3}".utf8).write(to: file)
        try Sidecar.writeGroups(
            [
                LabelGroup(name: "pets", members: [0, 1]),
                LabelGroup(name: "cars", members: [2, 3], isOn: false),
            ],
            to: file)
        let sidecar = try Sidecar.read(file)
        #expect(sidecar.groups == ["pets": [0, 1], "cars": [2, 3]])
        #expect(sidecar.mergedGroups == ["pets"] && sidecar.mean == [0.5])
        #expect(sidecar.unknownKeys == ["unheardOf"])
        try Sidecar.remove(Sidecar.groupKeys, from: file)
        #expect(try Sidecar.read(file).groups == nil)
        try Sidecar.remove(["mean", "unheardOf"], from: file)
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }
}
