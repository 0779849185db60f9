import Scenes
import Testing
import Workbench

@testable import Desktop

@Suite struct InputMapTests {
    private let map = InputMap.standard

    @Test func noKeyHasTwoMeaningsInOneScene() {
        for scene in SceneName.allCases {
            let here = map.shortcuts.filter { $0.scene == nil || $0.scene == scene }
            let names = here.map { $0.keyName }
            let twice = Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys
            #expect(twice.isEmpty, "\(scene): \(twice.sorted())")
        }
    }

    @Test func theNarrowerScopeWins() {
        #expect(map.action(for: .character("r"), [], in: .network) == .command(.setTool(.rectangle)))
        #expect(map.action(for: .character("r"), [], in: .occlusion) == .scene)
        #expect(map.action(for: .character("p"), [], in: .occlusion) == .switchPanel)
    }

    @Test func modifiersMatter() {
        #expect(map.action(for: .character("o"), .control, in: .network) == .openModel)
        #expect(map.action(for: .character("o"), [.control, .shift], in: .network) == .openPicture)
        #expect(map.action(for: .character("o"), [], in: .network) == nil)
        #expect(map.action(for: .character("z"), [.control, .shift], in: .network) == .command(.redo))
        #expect(map.action(for: .character("y"), .control, in: .network) == .command(.redo))
    }

    @Test func plusIsShiftWithEqualsWhereItIsOneKey() {
        #expect(map.action(for: .character("="), [.control, .shift], in: .network) == .enlarge)
        #expect(map.action(for: .character("="), .control, in: .network) == .enlarge)
        #expect(map.action(for: .character("="), .shift, in: .network) == nil)
    }

    @Test(arguments: 1...9) func aDigitChoosesItsVariant(number: Int) {
        let key = Key.character(Character("\(number)"))
        #expect(map.action(for: key, [], in: .network) == .chooseVariant(number: number))
    }

    @Test func keysAreNamedAsOnAKeyboard() {
        #expect(map.keyName(of: .openPicture) == "Ctrl+Shift+O")
        #expect(map.keyName(of: .command(.toggleHelp)) == "F1")
        #expect(map.keyName(of: .removeVariant) == "Delete")
        #expect(map.keyName(of: .command(.runPool)) == nil)
    }
}

@Suite struct HelpPageTests {
    private let page = HelpPage(.standard)

    @Test func everyShortcutIsExplained() {
        let shown = Set(page.groups.flatMap(\.lines).flatMap(\.keys))
        for shortcut in InputMap.standard.shortcuts {
            // Of the nine digits the first and the last stand for all.
            if case .chooseVariant(let number) = shortcut.action, (2...8).contains(number) { continue }
            #expect(shown.contains(shortcut.keyName), "\(shortcut.keyName)")
        }
    }

    @Test func everyGroupOfTheTableIsAHeading() {
        #expect(page.groups.map(\.title) == InputMap.Group.allCases.map(\.rawValue))
        #expect(page.groups.allSatisfy { !$0.lines.isEmpty })
    }

    @Test func twoKeysOfOneActionShareALine() {
        let redo = page.groups.flatMap(\.lines).filter { $0.words == "Redo" }
        #expect(redo == [HelpPage.Line(keys: ["Ctrl+Shift+Z", "Ctrl+Y"], words: "Redo")])
    }

    @Test func columnsKeepTheOrderAndLoseNothing() {
        let columns = HelpPage.columns(page.groups, count: 2)
        #expect(columns.count == 2)
        #expect(columns.flatMap { $0 } == page.groups)
    }
}
