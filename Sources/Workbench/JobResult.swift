import Datasets
import Foundation
import Occlusion

/// The background jobs of the program, each with its own queue.
struct Jobs {
    let openModel = LatestJob(label: "convoscope.open-model")
    let openPicture = LatestJob(label: "convoscope.open-picture")
    let draft = LatestJob(label: "convoscope.draft")
    let saveLesson = LatestJob(label: "convoscope.save-lesson")
    let analyze = LatestJob(label: "convoscope.analyze")
    let pool = LatestJob(label: "convoscope.pool")
    let labels = LatestJob(label: "convoscope.labels")
    let connections = LatestJob(label: "convoscope.connections")
    let compare = LatestJob(label: "convoscope.compare")
    let openModels = LatestJob(label: "convoscope.open-models")
    let models = LatestJob(label: "convoscope.models")
    let superpixels = LatestJob(label: "convoscope.superpixels")
    let gradCAM = LatestJob(label: "convoscope.grad-cam")
    let openData = LatestJob(label: "convoscope.open-data")
    let pass = LatestJob(label: "convoscope.pass")
    /// For short and for long work on a data set.
    let sampleLanes = [
        LatestJob(label: "convoscope.samples.short"), LatestJob(label: "convoscope.samples.long"),
    ]
    let curves = Dictionary(
        uniqueKeysWithValues: CurveOrder.allCases.map {
            ($0, LatestJob(label: "convoscope.curves.\($0.rawValue)"))
        })
}

/// What a background job leaves in the mailbox.
enum JobResult: Sendable {
    case modelOpened(LoadedNetwork)
    case pictureOpened(OpenPicture, asked: Command)
    case modelFailed(String)
    case pictureFailed(String)
    case analyzed(AnalysisResult)
    case analysisFailed(epoch: UInt64, String)
    case poolProgress(run: UInt64, done: Int, total: Int)
    case poolFinished(run: UInt64, Pool)
    case poolFailed(run: UInt64, String)
    case labelsMerged(LabelGroups, of: Pool, Pool?)
    case compared(ComparisonResult)
    case comparisonFailed(number: UInt64, String)
    case models(ModelsJobResult)
    case superpixelsFound(SuperpixelMap, of: Picture, count: Int)
    case saliency(SaliencyResult)
    case samples(SampleJobResult)
    case lesson(LessonJobResult)
    case connected(ConnectionState.Key, Connections?)
    case studyFailed(StudyError)
}

/// What an analysis job was asked for, and what it found.
struct AnalysisResult: Sendable {
    let epoch: UInt64
    let number: UInt64
    let variant: Int
    /// Only where the job had to analyse the unmasked picture too.
    let original: NetworkAnalysis?
    let analysis: NetworkAnalysis
    let movement: [Float]?
    /// Whether a part that is not committed yet was in it.
    let isPreview: Bool
    /// How long it took.
    let duration: Duration
}
