/// What can be wrong with a sidecar; `description` is the sentence for the user.
public enum SidecarError: Error, Equatable, CustomStringConvertible {
    /// The sidecar, or the label file it names, cannot be read.
    case unreadable(file: String, reason: String)
    /// The file is not JSON.
    case notJSON(file: String)
    /// The file is JSON, but not a list of keys and values.
    case notAnObject(file: String)
    /// A key has a value of the wrong type or count; `rule` completes "must be".
    case wrongValue(file: String, key: String, rule: String)
    /// A key says something else than the network; `conflict` follows the key.
    case doesNotFit(file: String, key: String, conflict: String)
    /// The number of labels or meanings is not that of the network's outputs.
    case wrongCount(key: String, count: Int, outputs: Int)
    /// The sidecar cannot be written.
    case unwritable(file: String)
    /// No picture of 1 or 3 channels fills the network's input.
    case notAPictureInput(shape: String)

    /// One sentence that says what is wrong.
    public var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)."
        case .unwritable(let file): "\(file) cannot be written: its folder does not take it."
        case .notJSON(let file): "\(file) is not valid JSON."
        case .notAnObject(let file): "\(file): the sidecar must be an object in braces, with keys and values."
        case .wrongValue(let file, let key, let rule): "\(file): \"\(key)\" must be \(rule)."
        case .doesNotFit(let file, let key, let conflict): "\(file): \"\(key)\" \(conflict)."
        case .notAPictureInput(let shape):
            "The network's input has the shape \(shape); Convoscope feeds pictures of 1 or 3 channels "
                + "(1 x channels x height x width, or 1 x height x width x channels)."
        case .wrongCount(let key, let count, let outputs):
            "The sidecar names \(count) \(count == 1 ? String(key.dropLast()) : key), "
                + "but the network has \(outputs) \(outputs == 1 ? "output" : "outputs")."
        }
    }
}
