/// The words of the field that the program uses, each in a sentence or two that need no other.
public enum Glossary {
    /// What a word means; nil: it is not in the glossary. Capitals and the plural's ending do not matter.
    public static func meaning(of term: String) -> String? {
        let word = term.lowercased()
        let singular = ["s", "es"].lazy.filter { word.hasSuffix($0) }.map { String(word.dropLast($0.count)) }
        return meanings[word] ?? singular.compactMap { meanings[$0] }.first
    }

    private static let meanings: [String: String] = [
        // Networks
        "network":
            "A program that learned from examples: it was shown many pictures with their names until it named them right.",
        "probability": "How sure the network is, in percent. All its answers together make 100\u{2009}%.",
        "layer": "One round of calculation. It takes the pictures of the round before and makes new ones.",
        "layer name":
            "Layers are numbered by groups: conv 3_2 is the second one of the third group. Conv is short for "
            + "convolution, the calculation that makes maps.",
        "map": "A picture that a layer makes. It is bright where the layer finds what this map looks for.",
        "block":
            "Maps of one layer that vary about as much. Its face shows what they have in common, its depth how many they are.",
        "cluster": "Maps of one layer that vary about as much, shown as one block.",
        "receptive field":
            "All of the picture that one pixel of a map can see. What lies outside cannot change that pixel.",
        "entropy": "How varied a map is: 0 is one value everywhere, 1 is as varied as can be.",
        "explained by the face": "How much of its maps a block's face can show, in percent.",
        "weight": "A number that the network learned. It says how much one pixel counts for another.",
        "channel": "Another word for map, used where maps of many pictures are compared.",
        "unit": "One map, or one number of a layer without maps.",
        // What a number is made of
        "patch": "The few pixels of a map that one number of the next layer is made of.",
        "kernel":
            "A small table of weights, one for each pixel of the patch. Each pixel is multiplied by its weight, and "
            + "all products are added up. The same table is used at every place.",
        "bias": "A number that is always added, whatever the picture shows. The network learned it.",
        "batch norm":
            "Brings the numbers of a map to a common range: multiplied by one learned number, another one added.",
        "relu": "Numbers below zero become zero, the others stay.",
        "max pool": "Of a few neighboring numbers the largest is kept, the others are dropped.",
        "mean pool": "A few neighboring numbers become one, their mean.",
        "branch": "The network goes two ways at once here; where they meet, their numbers are put together.",
        "gate": "A number from 0 to 1 by which a whole map is turned down.",
        // Masks
        "mask": "The part of the picture that you hide. The network gets black pixels there.",
        "variant": "The picture with a mask on it. The original is kept beside it.",
        "window": "A square that hides one place of the picture. There are small ones and large ones.",
        "pool": "All tries together: the same picture, each time with another window.",
        "tetrahedron":
            "A solid with four corners. Each corner is one of the four likeliest names, and a try lies nearer to a name the surer the network is of it.",
        "support vector":
            "One of the tries nearest to the borderline between keeping the answer and changing it. These few fix where the borderline runs.",
        "occlusion map":
            "For each place: how much the probability falls, on average, when a window hides it.",
        "grad-cam":
            "Another way to ask what matters: where the last maps speak for the answer, judged from inside the network.",
        "deletion and insertion":
            "What becomes of the answer when pixels are hidden, or shown, the most important first.",
        "points": "Percentage points: from 90\u{2009}% to 40\u{2009}% is \u{2212}50 points.",
        "boundary":
            "The borderline between tries that keep the answer and tries that change it. A few tries near it, the "
            + "support vectors, fix where it runs.",
        "top 10": "The ten likeliest names, each with its probability.",
        // Data sets
        "data set": "Many pictures, each with the name of what it shows.",
        "class": "All pictures that show the same thing, such as dogs.",
        "embedding":
            "A drawing in which pictures that a layer finds alike lie near each other. Directions have no meaning.",
        "operation": "One step of the network's calculation, such as a layer or what follows it.",
        "jaccard similarity": "How many of their strongest channels two pictures share: 0 none, 1 all.",
        "heatmap": "A table in colors: a row for each channel, a column for each picture.",
        "pruning": "How many pictures are still named rightly when channels are left out.",
        "projection": "How the many numbers that a layer has for a picture become a place on a drawing.",
        "representatives": "Pictures that stand for a class: the middle ones of its groups.",
        "logit": "The network's own score for a name, before scores become percentages.",
    ]
}
