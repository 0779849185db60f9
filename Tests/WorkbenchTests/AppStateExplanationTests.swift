import Foundation
import Inference
import Testing

@testable import Workbench

/// Explained values on the shipped digits network.
@MainActor @Suite struct AppStateExplanationTests {
    private let state = AppState()

    private var explanation: ValueExplanation? {
        state.selection.explained.last.flatMap { state.analysis?.activations.explanation(of: $0) }
    }

    @Test("From the answer one can step down to the picture, and back up again")
    func stepsDownToThePicture() async throws {
        try await state.openDigits()
        let network = try #require(state.network)
        state.perform(.explainClass(3))
        let logits = try #require(state.analysis?.logits)
        #expect(explanation?.value == logits[3])
        var seen: [String] = []
        while let explanation, seen.count < 20 {
            seen.append(explanation.place.map.value)
            #expect(abs(explanation.result - explanation.value) < 1e-3)
            switch explanation.origin {
            case .weighted(let sum):
                let part = try #require(sum.partsByStrength.first)
                let cell = try #require(sum.strongestCell(ofPart: part))
                state.perform(.stepInto(try #require(sum.place(part: part, cell: cell))))
            case .pooled(let window):
                let winner = try #require(window.winner)
                state.perform(.stepInto(try #require(window.place(cell: winner))))
            default: break
            }
            guard state.selection.explained.count > seen.count else { break }
            let layer = network.layers.first { $0.value == state.selection.explained.last?.map.value }
            guard let layer, layer.kind == .convolution else { continue }
            #expect(state.selection.layer == layer.id)
            #expect(state.selection.map == state.selection.explained.last?.map.channel)
        }
        #expect(seen.last == network.plan.inputName && seen.count == 8)
        for count in (1..<seen.count).reversed() {
            state.perform(.stepBack)
            #expect(state.selection.explained.count == count)
        }
        #expect(state.selection.cluster == nil && state.selection.map == nil)
        state.perform(.stepBack)
        #expect(state.selection.explained.count == 1)
        state.perform(.foldOneStep)
        #expect(state.selection.explained.isEmpty)
    }

    @Test("Escape folds the explanation before the map, and another map ends it")
    func folds() async throws {
        try await state.openDigits()
        let layer = try #require(state.network?.layers.first)
        let place = MapPlace(value: layer.value, channel: 2).pixel(x: 9, y: 8)
        state.perform(.explain(place))
        #expect(state.selection.map == 2 && state.selection.pin?.x == 9 && state.selection.cluster != nil)
        state.perform(.foldOneStep)
        #expect(state.selection.explained.isEmpty && state.selection.map == 2 && state.selection.pin == nil)
        state.perform(.explain(place))
        state.perform(.openMap(3))
        #expect(state.selection.explained.isEmpty && state.selection.map == 3)
        state.perform(.explain(MapPlace(value: "nothing", channel: 0).pixel(x: 0, y: 0)))
        #expect(state.selection.explained.isEmpty)
    }
}
