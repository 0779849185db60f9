import Samples

/// The classes that curves are colored by: those of the data, or what the network takes samples for.
struct OperationLabels {
    /// data or predicted
    let source: String
    /// The classes; none where nothing is known.
    let names: [String]
    /// The class of each sample of the population, an index into `names`; -1: none of these.
    let classOf: [Int]

    /// Answers count as the data's classes, as far as these are the network's; without such classes as its own.
    init(of report: DatasetReport) {
        let population = report.population
        guard report.request.settings.usesPredictions, let answers = report.answers else {
            (source, names, classOf) = ("data", population.classNames, population.classOf)
            return
        }
        source = "predicted"
        let predicted = population.samples.map { answers.predictions[$0] }
        if population.classNames.isEmpty {
            (names, classOf) = (report.network.labels.names, predicted)
        } else {
            let ours = report.networkClassOf
            (names, classOf) = (population.classNames, predicted.map { ours.firstIndex(of: $0) ?? -1 })
        }
    }
}
