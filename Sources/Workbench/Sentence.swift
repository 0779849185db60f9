import Foundation

/// Errors in words.
public enum Sentence {
    /// What an error says to the user: one sentence that says what is wrong.
    public static func `for`(_ error: any Error) -> String {
        if let error = error as? any CustomStringConvertible & Error, !(error is CocoaError) {
            return error.description
        }
        return error.localizedDescription
    }
}
