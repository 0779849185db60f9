import Foundation

/// What a study log says in sums.
public struct StudySummary: Sendable {
    /// The log's file name.
    public let name: String
    /// When it was begun.
    public let start: Date
    /// Seconds from the first line to the last.
    public let duration: Double
    /// Seconds without the breaks.
    public let activeTime: Double
    /// Gaps between two lines that are longer than `longestGap`, and so count as breaks.
    public let breakCount: Int
    /// Seconds, breaks left out, by scene, in the order of the rail; what is not in it was not shown.
    public let scenes: [(scene: String, time: Double)]
    /// How often each action was done.
    public let counts: [String: Int]
    /// The steps of lessons that were shown, each once for every time that its lesson was opened.
    public let lessonSteps: Int
    /// Whether the log was ended; where it was not, the program was killed.
    public let isEnded: Bool
    /// Whether the last line is cut off.
    public let isCutOff: Bool
    /// Gaps longer than this are breaks, in seconds.
    public let longestGap: Double

    /// The sums of a log's file.
    ///
    /// - Throws: `StudyError`: with one sentence what is wrong with the file.
    public init(of url: URL, longestGap: Double = 120) throws {
        guard let data = try? Data(contentsOf: url) else { throw StudyError.unreadable(url.path) }
        try self.init(of: data, path: url.path, longestGap: longestGap)
    }

    init(of data: Data, path: String, longestGap: Double) throws {
        let (header, events, isCutOff) = try Self.lines(of: data, path: path)
        name = URL(filePath: path).lastPathComponent
        start = header.start
        self.longestGap = longestGap
        self.isCutOff = isCutOff
        duration = (events.last?.t ?? 0) - (events.first?.t ?? 0)
        var times: [String: Double] = [:]
        var breakCount = 0
        for (event, next) in zip(events, events.dropFirst()) {
            let gap = next.t - event.t
            if gap > longestGap { breakCount += 1 } else { times[event.scene, default: 0] += gap }
        }
        if let last = events.last, times[last.scene] == nil { times[last.scene] = 0 }
        self.breakCount = breakCount
        activeTime = times.values.reduce(0, +)
        let known = SceneName.allCases.map(\.rawValue)
        scenes = (known + times.keys.filter { !known.contains($0) }.sorted()).compactMap { scene in
            times[scene].map { (scene, $0) }
        }
        counts = Dictionary(events.map { ($0.action, 1) }, uniquingKeysWith: +)
        lessonSteps = Self.lessonStepCount(in: events)
        isEnded = events.last?.action == StudyAction.end.rawValue
    }

    /// How often something was done.
    public func count(_ action: StudyAction) -> Int { counts[action.rawValue] ?? 0 }

    private static func lessonStepCount(in events: [StudyEvent]) -> Int {
        var (openedCount, steps) = (0, Set<[Int]>())
        for event in events {
            if event.action == StudyAction.lessonOpened.rawValue { openedCount += 1 }
            if let step = event.step { steps.insert([openedCount, step]) }
        }
        return steps.count
    }

    private static func lines(
        of data: Data, path: String
    ) throws -> (header: StudyHeader, events: [StudyEvent], isCutOff: Bool) {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        var lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // A line that is whole ends with a newline: behind the last one there is nothing.
        let rest = lines.popLast() ?? Data()
        guard let first = lines.first,
            let header = try? decoder.decode(StudyHeader.self, from: first),
            header.format == StudyHeader.currentFormat
        else { throw StudyError.noLog(path) }
        var events: [StudyEvent] = []
        for (index, line) in lines.enumerated().dropFirst() {
            guard let event = try? decoder.decode(StudyEvent.self, from: line), event.t.isFinite,
                event.t >= events.last?.t ?? 0
            else { throw StudyError.damaged(path, line: index + 1) }
            events.append(event)
        }
        return (header, events, !rest.isEmpty)
    }
}
