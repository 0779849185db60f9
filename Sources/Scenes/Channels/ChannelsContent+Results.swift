import Samples

extension ChannelsContent.Maps {
    /// The maps of a sample.
    init(_ maps: SampleMaps) {
        let shape = maps.maps.shape
        self.init(
            tensor: maps.maps, width: shape[2], height: shape[1], range: maps.range, picture: maps.picture)
    }
}

extension HeatmapContent {
    /// The heatmap of a population.
    init(
        _ heatmap: ChannelHeatmap, _ population: Population, ordering: ChannelOrdering, leftOutShare: Float,
        number: UInt64
    ) {
        self.init(
            samples: heatmap.shown.map { population.samples[$0] },
            classOf: heatmap.shown.map { population.classOf[$0] }, values: heatmap.values.values,
            scores: ChannelOrdering.allCases.map { heatmap.ranks.scores($0) }, ordering: ordering,
            leftOutShare: leftOutShare, number: number)
    }
}

extension HierarchyContent {
    /// A hierarchy of the classes of a population.
    init(_ hierarchy: ConfusionHierarchy, _ population: Population) {
        let members = population.membersByClass
        let merges = hierarchy.linkage.merges.map {
            Merge(left: $0.left, right: $0.right, similarity: Float(1 - $0.height))
        }
        self.init(
            members: zip(hierarchy.classes, hierarchy.subclasses).map { index, kinds in
                Member(
                    classIndex: index, samples: members[index].map { population.samples[$0] },
                    subclasses: kinds.map { $0.map { population.samples[$0] } })
            },
            merges: merges, leafOrder: hierarchy.linkage.leafOrder, cut: Self.usualCut(of: merges))
    }
}

extension ClusterBarsContent {
    /// The clusters of a population.
    init(_ clusters: SampleClusters, _ population: Population) {
        let count = clusters.centers.shape[0]
        let name = clusters.criterion == nil ? "K-means" : "X-means"
        self.init(
            labels: clusters.labels, samples: population.samples, classOf: population.classOf,
            method: "\(name), K = \(count)")
    }
}

extension PruningContent {
    /// The curve of a population, its classes by their names.
    init(_ curve: PruningCurve, _ ordering: ChannelOrdering, _ population: Population) {
        let classes = zip(population.classNames, curve.classAccuracy).enumerated().compactMap {
            index, pair -> Curve? in
            guard pair.1.contains(where: \.isFinite) else { return nil }
            return Curve(classIndex: index, name: pair.0, accuracy: pair.1)
        }
        self.init(
            curves: [Curve(classIndex: nil, name: "all", accuracy: curve.accuracy)] + classes,
            removedCounts: curve.removedCounts, order: curve.order, ordering: ordering,
            sampleCount: curve.sampleCount)
    }
}
