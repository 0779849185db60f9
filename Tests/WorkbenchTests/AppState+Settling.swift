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
                || saliency.isBusy
            if !isBusy { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("The background jobs did not come to an end.")
    }

    /// Opens the shipped digits network with a 3, and waits for its answer.
    @MainActor func openDigits() async throws {
        let assets = try #require(ShippedFiles.assets)
        perform(.openModel(assets.appending(path: "Models/digits.onnx")))
        perform(.openPicture(assets.appending(path: "Examples/digit-3.png")))
        try await settle()
    }
}
