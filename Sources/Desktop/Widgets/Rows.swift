import Rendering

/// What happened to a row of the variants' list.
enum RowEvent: Equatable { case chosen, renameBegun, removed }

/// A row of a list with a thumbnail.
struct ThumbnailRow {
    var title: String
    var detail: RowDetail
    var thumbnail: DisplayImage?
    var key: String?
    var isOn: Bool
    var isRemovable: Bool
}

extension Canvas {
    /// A row with a thumbnail of 52, a name, what the network says, and its key.
    func thumbnailRow(_ id: String, _ row: ThumbnailRow, _ place: Rectangle, showsTitle: Bool = true)
        -> RowEvent?
    {
        let remove = Rectangle(x: place.maxX - 30, y: place.center.y - 12, width: 24, height: 24)
        let removal = row.isRemovable ? area(id + ".remove", remove, isFocusable: false) : []
        let touch = area(id, place)
        let isHovered = !touch.union(removal).isDisjoint(with: .hovered)
        if row.isOn {
            fill(place, theme.raised, radius: 6)
            outline(place, theme.ink, width: 2, radius: 6)
        } else if isHovered {
            outline(place, theme.line2, radius: 6)
        }
        let picture = Rectangle(x: place.minX + 6, y: place.center.y - 26, width: 52, height: 52)
        thumbnail(row.thumbnail, picture)
        let words = Rectangle(
            x: picture.maxX + 10, y: place.minY, width: place.maxX - picture.maxX - 46, height: place.height)
        if showsTitle {
            text(row.title, in: half(words, isUpper: true), .bodyStrong, theme.ink)
        }
        detail(row.detail, in: half(words, isUpper: false), .label, theme.ink2)
        if row.isRemovable, isHovered {
            icon(.close, in: remove, size: 16, removal.contains(.hovered) ? theme.ink : theme.ink3)
            tooltip(id + ".remove", "Remove", key: "Delete", beside: remove)
        } else if let key = row.key {
            keyCap(key, at: Point(place.maxX - 10 - keyCapWidth(key), place.center.y))
        }
        focusRing(place, touch)
        if removal.contains(.clicked) { return .removed }
        if touch.contains(.doubleClicked), row.isRemovable { return .renameBegun }
        return touch.contains(.clicked) ? .chosen : nil
    }

    /// A small picture, or an empty frame while there is none.
    func thumbnail(_ image: DisplayImage?, _ place: Rectangle) {
        guard let image else {
            fill(place, theme.line.opacity(0.5))
            return
        }
        // The whole picture, whatever its proportions.
        let longer = Float(max(image.width, image.height))
        let size = Point(Float(image.width), Float(image.height)) / longer * place.size
        self.image(image, Rectangle(origin: place.center - size / 2, size: size))
    }

    private func half(_ place: Rectangle, isUpper: Bool) -> Rectangle {
        let top = isUpper ? place.center.y - 20 : place.center.y + 1
        return Rectangle(x: place.minX, y: top, width: place.width, height: 19)
    }

    /// A label and its value in a row of 26.
    func labeledValue(_ label: String, _ value: String, _ place: Rectangle, labelWidth: Float = 64) {
        text(label, in: place, .label, theme.ink2)
        let rest = Rectangle(
            x: place.minX + labelWidth, y: place.minY, width: place.width - labelWidth, height: place.height)
        text(value, in: rest, .label, theme.ink)
    }

    /// A class with its probability, and a bar; the tick is the probability without the mask.
    @discardableResult
    func answerRow(_ row: AnswerRow, _ place: Rectangle) -> Touch {
        if row.isPicked {
            fill(Rectangle(x: place.minX - 9, y: place.minY + 1, width: 3, height: 30), theme.signal)
        }
        let touch = area(row.id, place, isFocusable: false)
        let words = Rectangle(x: place.minX, y: place.minY, width: place.width, height: 20)
        let value = row.value
        let valueWidth = width(value, row.isStrong ? .bodyStrong : .body)
        let name = Rectangle(x: words.minX, y: words.minY, width: words.width - valueWidth - 8, height: 20)
        text(row.name, in: name, row.isStrong ? .bodyStrong : .body, theme.ink)
        text(
            value, in: words, row.isStrong ? .bodyStrong : .body, row.isStrong ? theme.ink : theme.ink2,
            alignment: .right)
        bar(
            row.probability, Rectangle(x: place.minX, y: place.minY + 22, width: place.width, height: 8),
            tick: row.withoutMask)
        if touch.contains(.hovered), let meaning = row.meaning {
            tooltip(row.id, meaning, beside: place)
        }
        return touch
    }

    /// A square with a tick, or without one, in the middle of the left of a row.
    func checkbox(_ isOn: Bool, in place: Rectangle) {
        let box = Rectangle(x: place.minX, y: place.center.y - 8, width: 16, height: 16)
        fill(box, isOn ? theme.ink : theme.raised, radius: 3)
        if isOn {
            icon(.check, in: box, size: 14, theme.paper)
        } else {
            outline(box, theme.line2, radius: 3)
        }
    }

    /// How far something is.
    func progressBar(_ share: Float, _ place: Rectangle) {
        fill(place, theme.line, radius: 2)
        let width = place.width * min(max(share, 0), 1)
        fill(
            Rectangle(x: place.minX, y: place.minY, width: width, height: place.height), theme.ink, radius: 2)
    }
}

/// A class of the table of answers.
struct AnswerRow {
    let id: String
    let name: String
    let value: String
    let probability: Float
    let withoutMask: Float?
    let meaning: String?
    let isStrong: Bool
    var isPicked = false
}
