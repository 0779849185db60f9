import Datasets
import Samples

/// Which samples are selected, in which classes they are, and which are looked at.
extension AppState {
    /// Selects samples.
    func select(_ chosen: Set<Int>, _ mode: SelectionMode) {
        samples.places = nil
        let known = chosen.filter { samples.classes.classOf.indices.contains($0) }
        switch mode {
        case .replace: selection.samples = known
        case .add: selection.samples.formUnion(known)
        case .remove: selection.samples.subtract(known)
        }
    }

    /// Selects places, and with them the samples that they lie in.
    func select(_ chosen: SelectedPlaces, _ mode: SelectionMode) {
        var places = chosen.places
        if let before = samples.places, before.operation == chosen.operation {
            switch mode {
            case .replace: break
            case .add: places.formUnion(before.places)
            case .remove: places = before.places.subtracting(places)
            }
        } else if mode == .remove {
            return
        }
        select(Set(places.map(\.sample)), .replace)
        samples.places = places.isEmpty ? nil : SelectedPlaces(operation: chosen.operation, places: places)
    }

    /// The samples of a class that are looked at; nil: those of no class.
    func members(ofClass index: Int?) -> Set<Int> {
        guard let population = samples.population else { return [] }
        let wanted = index ?? -1
        return Set(
            population.samples.indices.filter { population.classOf[$0] == wanted }.map {
                population.samples[$0]
            })
    }

    /// Makes a class of the selected samples.
    func makeClass(named name: String) {
        let name = name.trimmingCharacters(in: .whitespaces)
        guard !selection.samples.isEmpty, !name.isEmpty else { return }
        guard !samples.classes.classes.contains(where: { $0.name == name }) else {
            message = Message(
                "There is a class \(name) already: move the samples into it, or choose another name.",
                isError: true)
            return
        }
        changeClasses { classes in
            classes.classes.append(.init(name: name, isUserMade: true))
            let index = classes.classes.count - 1
            for sample in selection.samples { classes.classOf[sample] = index }
            classes.narrowed?.append(index)
        }
    }

    func moveSelection(toClass index: Int) {
        guard samples.classes.classes.indices.contains(index), !selection.samples.isEmpty else { return }
        changeClasses { classes in
            for sample in selection.samples { classes.classOf[sample] = index }
        }
    }

    func renameClass(_ index: Int, to name: String) {
        let name = name.trimmingCharacters(in: .whitespaces)
        guard samples.classes.classes.indices.contains(index), !name.isEmpty else { return }
        changeClasses { $0.classes[index].name = name }
    }

    /// Removes a class that a user has made; its samples go back to where the data put them.
    func removeClass(_ index: Int) {
        guard samples.classes.classes.indices.contains(index), samples.classes.classes[index].isUserMade
        else { return }
        changeClasses { classes in
            classes.classes.remove(at: index)
            classes.classOf = zip(classes.classOf, classes.originalClassOf).map { current, original in
                current == index ? original : current > index ? current - 1 : current
            }
            classes.narrowed = classes.narrowed?.filter { $0 != index }.map { $0 > index ? $0 - 1 : $0 }
        }
        samples.referenceClass = nil
    }

    func narrow(toClasses wanted: [Int]?, samples chosen: [Int]?) {
        if let chosen, chosen.isEmpty { return }
        changeClasses { classes in
            classes.narrowed = wanted?.filter { classes.classes.indices.contains($0) }.sorted()
            classes.narrowedSamples = chosen
        }
        let kept = Set(samples.population?.samples ?? [])
        selection.samples.formIntersection(kept)
    }

    private func changeClasses(_ change: (inout SampleClasses) -> Void) {
        var changed = samples.classes
        change(&changed)
        guard changed != samples.classes else { return }
        recordHistory()
        samples.classes = changed
        classesChanged()
    }

    /// After classes or who is in them have changed.
    func classesChanged() {
        if let index = samples.referenceClass, !samples.classes.classes.indices.contains(index) {
            samples.referenceClass = nil
        }
        answersChanged()
        populationChanged()
    }

    /// Makes the population anew: the samples that were run, in the classes that are looked at.
    func populationChanged() {
        guard let store = samples.store else {
            samples.population = nil
            return
        }
        let classes = samples.classes
        var looked = store.samples
        if let narrowed = classes.narrowed {
            let kept = Set(narrowed)
            looked = looked.filter { kept.contains(classes.classOf[$0]) }
        }
        if let narrowed = classes.narrowedSamples {
            let kept = Set(narrowed)
            looked = looked.filter { kept.contains($0) }
        }
        samples.population = Population(
            samples: looked, classOf: looked.map { classes.classOf[$0] },
            classNames: classes.classes.map(\.name),
            after: samples.population)
    }

    /// Undo steps of a data set that is no longer open bring nothing back.
    func dropSampleHistory() { history.forgetSampleClasses() }
}
