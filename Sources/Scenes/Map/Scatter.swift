import Rendering

/// What a scatterplot of samples shows, without any geometry of the stage.
struct Scatter: Sendable {
    /// Where the samples lie.
    var places: SamplePlaces
    /// The classes of the data set.
    var classNames: [String] = []
    /// The clusters, found among all dimensions; none where they are not shown.
    var clusters: [ClusterShape] = []
    /// The selected samples, by their index in the data set.
    var selected: Set<Int> = []
    /// The sample that is pointed at in any view, by its index in the data set.
    var pointed: Int?
    /// Whether samples are pictures, where those do not cover one another.
    var showsPictures = false
    /// Where each class is named, in the plane.
    private(set) var names: [Name] = []

    /// A class's name in the plane.
    struct Name: Sendable, Equatable {
        /// The class.
        var classIndex: Int
        /// The middle of the name.
        var place: Point
    }

    /// A scatterplot of places; see the properties for the meaning of the parameters.
    init(
        _ places: SamplePlaces, classNames: [String] = [], clusters: [ClusterShape] = [], labels: [Int32] = []
    ) {
        (self.places, self.classNames, self.clusters) = (places, classNames, clusters)
        names = Self.names(places, classCount: classNames.count, labels: labels)
    }

    /// Each class is named at the median of its samples in the cluster that holds most of them: the median of a class
    /// that lies in two places would be in neither. The largest class comes first.
    private static func names(_ places: SamplePlaces, classCount: Int, labels: [Int32]) -> [Name] {
        var members = [[Int]](repeating: [], count: classCount)
        for (position, index) in places.classOf.enumerated() where members.indices.contains(index) {
            members[index].append(position)
        }
        let hasClusters = labels.count == places.count
        return members.enumerated().compactMap { index, positions -> (Name, Int)? in
            var shown = positions
            if hasClusters {
                let byCluster = Dictionary(grouping: positions) { labels[$0] }
                shown = byCluster.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.value ?? []
            }
            return places.median(of: shown).map { (Name(classIndex: index, place: $0), positions.count) }
        }.sorted { ($0.1, $1.0.classIndex) > ($1.1, $0.0.classIndex) }.map(\.0)
    }
}
