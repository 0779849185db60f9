import Samples

/// The classes that curves are colored by: those of the data, or what the network takes samples for.
struct CurveLabels {
    /// data or predicted
    let source: String
    /// The classes; none where nothing is known.
    let names: [String]
    /// The class of each sample of the population, an index into `names`; -1: none.
    let classOf: [Int]

    init(of report: DatasetReport) {
        let population = report.population
        if report.request.settings.usesPredictions, let answers = report.answers {
            source = "predicted"
            names = report.network.labels.names
            classOf = population.samples.map { answers.predictions[$0] }
        } else {
            (source, names, classOf) = ("data", population.classNames, population.classOf)
        }
    }
}
