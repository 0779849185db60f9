import Foundation

extension AppState {
    /// Obeys a command. Nothing here waits: what takes time becomes a background job.
    public func perform(_ command: Command) {
        if !holdsBack(command) {
            obey(command)
            if let action = command.studyAction { note(action) }
        }
        updateComparison()
        followModels()
        followSaliency()
        followSamples()
        followConnections()
        followDraft()
        followTour()
        revision += 1
    }

    private func obey(_ command: Command) {
        switch command {
        case .openModel(let url): openModel(url)
        case .openPicture(let url): openPicture(url)
        case .openFile(let url) where LessonFile.isOne(url): perform(LessonCommand.open(url))
        case .openFile(let url) where url.pathExtension.lowercased() == "onnx": openModel(url)
        case .openFile(let url) where OpenedModels.isSeries(url): perform(ModelsCommand.open(url))
        case .openFile(let url) where DataFile.isOne(url): perform(SampleCommand.open(url))
        case .openFile(let url): openPicture(url)

        case .chooseValues(let values): chooseValues(values)
        case .saveValues: saveValues()
        case .draw(let command): perform(command)

        case .pickLabel(let index): pickLabels([index])
        case .pickShownLabel(let index): pickLabels(members(ofShown: index))
        case .dropPickedLabels: selection.pickedLabels = []
        case .mergeLabels(let name, let classes): mergeLabels(name: name, classes: classes)
        case .renameGroup(let name, let newName): renameGroup(name, to: newName)
        case .splitGroup(let name): splitGroup(name)
        case .switchGroup(let name, let isOn): switchGroup(name, on: isOn)
        case .saveGroups: saveGroups()

        case .chooseVariant(let id): chooseVariant(id)
        case .selectLayer(let layer): selectLayer(layer)
        case .openCluster(let layer, let cluster): openCluster(layer: layer, cluster: cluster)
        case .openMap(let map): openMap(map)
        case .foldOneStep: foldOneStep()
        case .pin(let pin): selection.pin = pin
        case .explain(let place): explain(place)
        case .explainClass(let index): explainClass(index)
        case .stepInto(let place): stepInto(place)
        case .stepBack: stepBack()

        case .previewMask(let shape, let intent): previewMask(shape, intent)
        case .addMask(let shape, let intent): addMask(shape, intent)
        case .cancelMaskPreview: cancelMaskPreview()
        case .removeMask(let x, let y): removeMask(x: x, y: y)
        case .removeMaskPart(let part): remove(part: part)
        case .removeSelectedMask: removeSelectedMask()
        case .selectMask(let part): selectMask(part)
        case .pointAtMask(let part): pointedMask = part
        case .moveMask(let part, let shape): moveMask(part: part, to: shape)
        case .endMaskMove: endMaskMove()
        case .nudgeMask(let x, let y): nudgeMask(x: x, y: y)
        case .invertMask: invertMask()
        case .copyMask: copyMask()
        case .pasteMask: pasteMask()
        case .copyMaskPart(let part, let variant): copyMask(part: part, to: variant)
        case .setFill(let fill): setFill(fill)
        case .pickColor(let isPicking): settings.isPickingColor = isPicking
        case .setTool(let tool): setTool(tool)
        case .setSuperpixelCount(let count): setSuperpixelCount(count)
        case .setBrushRadius(let radius): settings.brushRadius = min(max(radius, 1), 64)
        case .undo: undo()
        case .redo: redo()

        case .newVariant: newVariant()
        case .duplicateVariant(let id): duplicateVariant(id)
        case .renameVariant(let id, let name): renameVariant(id, name)
        case .removeVariant(let id): removeVariant(id)

        case .setClusterCount(let count): setClusterCount(count)
        case .setGrouping(let grouping): setGrouping(grouping)
        case .setMapColors(let colors): settings.mapColors = colors
        case .setCamera(let mode): settings.camera = mode
        case .frameAll: settings.framingCount += 1
        case .showConnections(let isShown): settings.showsConnections = isShown
        case .traceConnections(let target): connectionState.pointed = target

        case .setPoolSettings(let settings): setPoolSettings(settings)
        case .runPool: runPool()
        case .cancelPool: cancelPool()
        case .adoptPoolVariant(let index): adoptPoolVariant(index)

        case .setComparison(let settings): setComparison(settings)
        case .swapCompared: swapCompared()
        case .enlarge(let row): comparison.enlarged = row
        case .compareStrongestVariant: compareStrongestVariant()
        case .models(let command): perform(command)
        case .saliency(let command): perform(command)
        case .samples(let command): perform(command)

        case .lesson(let command): perform(command)
        case .tour(let command): perform(command)
        case .study(let command): perform(command)

        case .showScene(let name): showScene(name)
        case .setTheme(let theme): settings.theme = theme
        case .togglePanel:
            settings.isPanelFolded = !(settings.isPanelFolded ?? false)
            pointedMask = nil
        case .toggleHelp: settings.isHelpShown.toggle()
        case .setReducedMotion(let isReduced): settings.isMotionReduced = isReduced
        case .setPresenting(let isPresenting): settings.isPresenting = isPresenting
        case .dismissMessage: message = nil
        }
    }

    func selectLayer(_ layer: Int?) {
        models.otherLayer = nil
        guard layer != selection.layer else { return }
        selection.layer = layer
        selection.cluster = nil
        selection.map = nil
        selection.explained = []
        comparison.enlarged = nil
    }

    private func openCluster(layer: Int, cluster: Int?) {
        selection.layer = layer
        selection.cluster = cluster
        selection.map = nil
        selection.explained = []
    }

    private func openMap(_ map: Int?) {
        selection.map = map
        selection.explained = []
    }

    private func foldOneStep() {
        if preview != nil {
            cancelMaskPreview()
        } else if settings.isPickingColor {
            settings.isPickingColor = false
        } else if !selection.explained.isEmpty, scene == .network {
            selection.explained = []
            selection.pin = nil
        } else if selection.mask != nil, scene == .network {
            selectMask(nil)
        } else if selection.map != nil {
            selection.map = nil
        } else if selection.cluster != nil {
            selection.cluster = nil
        } else if selection.pin != nil {
            selection.pin = nil
        } else {
            selection.layer = nil
        }
    }

    private func setGrouping(_ grouping: Grouping) {
        settings.grouping = grouping
        selection.explained = []
        selection.cluster = nil
        selection.map = nil
    }

    func showScene(_ name: SceneName) {
        scene = name
        pointedMask = nil
        let isUntried = pool.pool == nil && pool.progress == nil && pool.failure == nil && !pool.isCancelled
        if name.showsPool, isUntried { runPool() }
        if showsSamples, samples.store == nil, samples.failure == nil { startPass() }
    }
}
