import Foundation

/// A line on the terminal that tells how far long work is; nothing where nobody looks.
public enum ProgressLine {
    /// Shows how far the work is; the last time ends the line.
    public static func show(_ text: String, isLast: Bool) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data("\r\(text)\(isLast ? "\n" : "")".utf8))
    }

    /// Says something beside the result, on a line of its own, whoever looks.
    public static func remark(_ sentence: String) {
        FileHandle.standardError.write(Data("\(sentence)\n".utf8))
    }
}
