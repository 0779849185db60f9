import Foundation

/// Errors in words.
public enum Sentence {
    /// What an error says to the user: one sentence that says what is wrong.
    public static func `for`(_ error: any Error) -> String {
        error is CocoaError || error is POSIXError ? error.localizedDescription : String(describing: error)
    }
}
