/// What a study log calls something that was done: coarse, and without what it was done to.
public enum StudyAction: String, Sendable, Codable, CaseIterable {
    case start, end
    /// Hand and keys were busy without changing anything: somebody looks around.
    case active
    case scene
    case modelOpened = "model-opened"
    case pictureOpened = "picture-opened"
    case fileOpened = "file-opened"
    case dataOpened = "data-opened"
    case drawn
    case feeding, labels
    case variantOpened = "variant-opened"
    case variantMade = "variant-made"
    case variantChanged = "variant-changed"
    case layerOpened = "layer-opened"
    case blockOpened = "block-opened"
    case mapOpened = "map-opened"
    case folded
    case pinned
    case explained
    case maskDrawn = "mask-drawn"
    case maskChanged = "mask-changed"
    case tool
    case undone, redone
    case view
    case poolRun = "pool-run"
    case poolSettings = "pool-settings"
    case compared
    case modelsCompared = "models-compared"
    case saliency
    case predicted
    case selected
    case dataView = "data-view"
    case lessonOpened = "lesson-opened"
    case lessonStep = "lesson-step"
    case lessonLeft = "lesson-left"
    case lessonWritten = "lesson-written"
    case help
    case tour

    /// Actions that a drag or a slider does many times a second: those that follow at once count as one.
    var isContinuous: Bool {
        switch self {
        case .maskChanged, .tool, .view, .poolSettings, .compared, .saliency, .selected, .dataView, .active,
            .drawn, .modelsCompared:
            true
        default: false
        }
    }
}

extension Command {
    /// What a study log says of it; nil: nothing, because it is a moment of something else, or not the user's doing.
    /// Without a default, so that whoever adds a command says what it is called.
    var studyAction: StudyAction? {
        switch self {
        case .openModel: .modelOpened
        case .openPicture: .pictureOpened
        case .openFile(let url) where LessonFile.isOne(url): .lessonOpened
        case .openFile(let url) where DataFile.isOne(url): .dataOpened
        case .openFile: .fileOpened
        case .chooseValues, .saveValues: .feeding
        case .draw(let command): command.studyAction
        case .pickLabel, .pickShownLabel, .dropPickedLabels: nil
        case .mergeLabels, .renameGroup, .splitGroup, .switchGroup, .saveGroups: .labels
        case .chooseVariant, .adoptPoolVariant, .compareStrongestVariant: .variantOpened
        case .selectLayer(let layer): layer == nil ? .folded : .layerOpened
        case .openCluster(_, let cluster): cluster == nil ? .folded : .blockOpened
        case .openMap(let map): map == nil ? .folded : .mapOpened
        case .foldOneStep, .stepBack: .folded
        case .pin(let pin): pin == nil ? nil : .pinned
        case .explain, .explainClass, .stepInto: .explained
        case .previewMask, .cancelMaskPreview, .selectMask, .pointAtMask, .endMaskMove, .copyMask,
            .traceConnections:
            nil
        case .addMask, .pasteMask, .copyMaskPart: .maskDrawn
        case .removeMask, .removeMaskPart, .removeSelectedMask, .moveMask, .nudgeMask, .invertMask, .setFill:
            .maskChanged
        case .pickColor, .setSuperpixelCount, .setTool, .setBrushRadius: .tool
        case .undo: .undone
        case .redo: .redone
        case .newVariant, .duplicateVariant: .variantMade
        case .renameVariant, .removeVariant: .variantChanged
        case .setClusterCount, .setGrouping, .setMapColors, .setCamera, .frameAll,
            .showConnections:
            .view
        case .setPoolSettings: .poolSettings
        // The pool also runs by itself: `AppState.runPool` says so.
        case .runPool, .cancelPool: nil
        case .setComparison, .swapCompared, .enlarge: .compared
        case .models: .modelsCompared
        case .saliency(let command): command.studyAction
        case .samples(let command): command.studyAction
        case .lesson(let command): command.studyAction
        case .showScene: .scene
        case .tour(.see): nil
        case .tour: .tour
        case .setTheme, .togglePanel, .setReducedMotion, .setPresenting: .view
        case .toggleHelp: .help
        case .dismissMessage, .study: nil
        }
    }
}

extension SketchCommand {
    fileprivate var studyAction: StudyAction? {
        switch self {
        case .preview: nil
        case .add, .clear, .reduce, .save: .drawn
        }
    }
}

extension SaliencyCommand {
    fileprivate var studyAction: StudyAction? {
        switch self {
        case .chooseClass, .change, .runCurves, .cancelCurves: .saliency
        case .mark, .clearMarks, .predict, .stopPredicting: .saliency
        case .reveal: .predicted
        }
    }
}

extension SampleCommand {
    fileprivate var studyAction: StudyAction? {
        switch self {
        case .open, .openShipped, .openPool: .dataOpened
        case .resume, .cancel, .close, .point: nil
        case .select, .selectClass, .selectPlaces, .focus: .selected
        case .filter, .narrow, .narrowToSelection, .setReference, .set, .showLayer, .showOperation,
            .toggleLayer, .setView, .pin:
            .dataView
        case .makeClass, .moveSelection, .renameClass, .removeClass: .labels
        case .openSample: .pictureOpened
        }
    }
}

extension LessonCommand {
    fileprivate var studyAction: StudyAction? {
        switch self {
        case .open, .recover: .lessonOpened
        case .show, .next, .previous: .lessonStep
        case .leave: .lessonLeft
        case .giveUp, .forgetDraft, .quit, .drop, .stay: nil
        case .begin, .edit, .setTitle, .setWords, .addStep, .takeView, .removeStep, .save: .lessonWritten
        }
    }
}
