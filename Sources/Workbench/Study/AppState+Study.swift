import Foundation

/// Something of the study log.
public enum StudyCommand: Sendable, Equatable {
    /// Begins a log, in a file or in a new one in a folder; nil: in the user's own folder.
    case record(to: URL?)
    /// Ends it.
    case stop
}

/// The study log that is being written.
struct StudyState {
    let log: StudyLog
    let start: Double
    /// The latest line, to which what follows at once may belong.
    var latest: (action: StudyAction, scene: SceneName, time: Double)?
}

/// What a person does, for an instructor's study: nothing is noted unless somebody has asked for it.
extension AppState {
    /// The file that a study log is written to; nil: there is none.
    public var studyFile: URL? { study?.log.url }

    func perform(_ command: StudyCommand) {
        switch command {
        case .record(let url): startStudy(url ?? studyFolder)
        case .stop: endStudy()
        }
    }

    private func startStudy(_ place: URL) {
        guard study == nil else { return }
        do {
            let start = Date()
            let mailbox = mailbox
            let log = try StudyLog(to: newStudyFile(at: place, start: start)) {
                mailbox.post(.studyFailed($0))
            }
            log.write(
                StudyHeader(
                    convoscope: ProgramVersion.number, format: StudyHeader.currentFormat, start: start))
            study = StudyState(log: log, start: studyClock())
            note(.start)
        } catch {
            message = Message(Sentence.for(error), isError: true)
        }
    }

    /// Ends the log, if there is one, and waits until it is written.
    public func endStudy() {
        note(.end)
        study?.log.finish()
        study = nil
    }

    /// Notes that hand or keys were busy, every half minute at most.
    public func noteActivity() {
        guard let study, studyClock() - study.start - (study.latest?.time ?? 0) > 30 else { return }
        note(.active)
    }

    /// Notes an action, if a log is written.
    func note(_ action: StudyAction) {
        guard var study else { return }
        let time = ((studyClock() - study.start) * 1000).rounded() / 1000
        if let latest = study.latest, action.isContinuous, latest.action == action, latest.scene == scene,
            time - latest.time < 1
        {
            return
        }
        study.latest = (action, scene, time)
        self.study = study
        study.log.write(
            StudyEvent(
                t: time, scene: scene.rawValue, action: action.rawValue,
                step: action == .lessonStep ? lesson.map { $0.step + 1 } : nil))
    }

    func studyFailed(_ error: StudyError) {
        study = nil
        message = Message(error.description, isError: true)
    }

    // MARK: Where it lies

    /// The file itself, or a new one in a folder, named after the time.
    private func newStudyFile(at place: URL, start: Date) -> URL {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
        guard place.path == studyFolder.path || isThere && isFolder.boolValue else { return place }
        let name = start.formatted(.iso8601.timeSeparator(.omitted))
        let candidates = [name] + (2...999).map { "\(name)-\($0)" }
        return candidates.lazy.map { place.appending(path: $0 + ".jsonl") }
            .first { !FileManager.default.fileExists(atPath: $0.path) } ?? place
    }
}
