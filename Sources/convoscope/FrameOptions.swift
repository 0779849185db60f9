import ArgumentParser
import Desktop

/// Pictures one after the other, as `snapshot` writes them.
struct FrameOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Writes frame-0001.png and so on into a new folder: of a turntable, or of all steps of the lesson.",
            valueName: "folder"))
    var frames: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Turns the scene in so many frames: the tetrahedron once around, Orbit there and back.",
            valueName: "count"))
    var turntable: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "So many frames for each step of the lesson but the first, moving from step to step. (default: 1)",
            valueName: "count"))
    var perStep: Int?

    /// What moves.
    var motion: FrameMotion {
        turntable.map { .turntable(count: $0) } ?? .lesson(perStep: perStep ?? 1)
    }

    /// Checks that the options fit together.
    func validate(hasLesson: Bool) throws {
        guard frames != nil else {
            if turntable != nil || perStep != nil {
                throw ValidationError("--turntable and --per-step are of --frames.")
            }
            return
        }
        if let turntable, !(2...9999).contains(turntable) {
            throw ValidationError("--turntable must be 2 to 9999.")
        }
        if let perStep, !(1...1000).contains(perStep) {
            throw ValidationError("--per-step must be 1 to 1000.")
        }
        if turntable == nil, !hasLesson { throw ValidationError("--frames needs --turntable or --lesson.") }
        if turntable != nil, perStep != nil {
            throw ValidationError(
                "--turntable turns one step; --per-step goes through all: give one of them.")
        }
    }
}
