import Testing

@testable import Workbench

extension AppState {
    /// Waits until no background job has anything left to say; fails after a minute.
    @MainActor func settle() async throws {
        for _ in 0..<6000 {
            receiveResults()
            let isBusy =
                activity.opening != nil || activity.isAnalyzing || pool.progress != nil
                || comparison.isComputing || pendingGroups != nil
                || saliency.isBusy || models.opening != nil || scene == .models && models.isComputing
            if !isBusy { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("The background jobs did not come to an end.")
    }

    /// A state in which a shipped network has answered to its own picture; keeps nothing in the user's folder.
    @MainActor static func opened(_ name: String = "digits") async throws -> AppState {
        let state = AppState(store: SidecarStore(folder: nil))
        let model = try #require(ShippedFiles.models().first { $0.lastPathComponent == "\(name).onnx" })
        state.perform(.openModel(model))
        state.perform(.openPicture(try ShippedFiles.defaultPicture(for: model)))
        try await state.settle()
        return state
    }

    /// Opens the shipped digits network with a 3, and waits for its answer.
    @MainActor func openDigits() async throws {
        let assets = try #require(ShippedFiles.assets)
        perform(.openModel(assets.appending(path: "Models/digits.onnx")))
        perform(.openPicture(assets.appending(path: "Examples/digit-3.png")))
        try await settle()
    }
}
