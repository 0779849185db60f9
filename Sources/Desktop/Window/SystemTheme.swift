import Foundation
import Workbench

/// Whether the desktop is set to light or dark, asked of it in a process of its own: the portal first, then GNOME's
/// settings.
@MainActor
final class SystemTheme {
    private let answers: Mailbox<ThemeName>
    private var running: Process?

    /// What is asked, in the order in which it is; each answers with a line.
    private static let questions = [
        [
            "gdbus", "call", "--session", "--timeout", "2", "--dest", "org.freedesktop.portal.Desktop",
            "--object-path", "/org/freedesktop/portal/desktop", "--method",
            "org.freedesktop.portal.Settings.Read", "org.freedesktop.appearance", "color-scheme",
        ],
        ["gsettings", "get", "org.gnome.desktop.interface", "color-scheme"],
    ]

    /// An asker; `wake` is called from any thread when there is an answer.
    init(wake: @escaping @Sendable () -> Void) { answers = Mailbox(wake: wake) }

    /// Asks; the answer comes later, or never where the desktop has none.
    func ask() {
        guard running?.isRunning != true else { return }
        ask(Self.questions[...])
    }

    private func ask(_ questions: ArraySlice<[String]>) {
        guard let question = questions.first else { return }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = question
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let answers = answers
        process.terminationHandler = { [weak self] process in
            let line = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            if process.terminationStatus == 0, let theme = Self.theme(in: line) {
                answers.post(theme)
            } else {
                Task { @MainActor in self?.ask(questions.dropFirst()) }
            }
        }
        if (try? process.run()) != nil { running = process }
    }

    /// The newest answer since the last call.
    func take() -> ThemeName? { answers.drain().last }

    /// What an answer means: 1 or "prefer-dark" is dark, all else light; nil: it is no answer.
    ///
    /// Source: the portal's `org.freedesktop.appearance`, key `color-scheme` (0 no preference, 1 dark, 2 light).
    nonisolated static func theme(in answer: String) -> ThemeName? {
        if answer.contains("prefer-dark") { return .dark }
        if answer.contains("prefer-light") || answer.contains("'default'") { return .light }
        guard let range = answer.range(of: "uint32 "),
            let number = Int(answer[range.upperBound...].prefix { $0.isNumber })
        else { return nil }
        return number == 1 ? .dark : .light
    }
}
