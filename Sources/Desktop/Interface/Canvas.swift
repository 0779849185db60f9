import CInterface
import Rendering
import Scenes

/// Where the frame is drawn and pointed at: shapes and areas in points, made of ImGui's draw lists, and words.
///
/// ImGui works in pixels; the factor is applied here and nowhere else. The words of a region lie above its
/// shapes and are drawn by the stage's own renderer, so that letters look the same everywhere.
@MainActor
final class Canvas {
    /// The colours of this frame.
    var theme: Theme = .light
    /// Pixels a point.
    private(set) var scale: Float = 1
    /// Seconds since the program's start.
    private(set) var time: Double = 0
    /// What the pictures of this frame are.
    private(set) var images: [UInt64: DisplayImage] = [:]
    /// When the frame should be drawn again although nothing happens, for a tooltip.
    private(set) var wakeTime: Double?
    /// What the keyboard is on, and what it wants there.
    var focus = FocusRing()
    /// The pointer's shape over what was hovered in this frame.
    var cursor = PointerShape.arrow
    /// Where the pointer is; nil: outside of the window.
    var pointer: Point?
    /// The area that was clicked with the right button in this frame.
    private(set) var rightClicked: String?
    /// The keys that were held when a button of the mouse last changed.
    var modifiers: Modifiers = []
    /// Where the areas of this frame lie, by their names: what the tour points at.
    private(set) var areas: [String: Rectangle] = [:]
    /// The tooltips of this frame, drawn last.
    var tooltips: [Tooltip] = []

    /// The words of this frame by the region that they lie in.
    private(set) var words: [String: [OverlayItem]] = [:]

    /// The region of what lies above everything.
    private static let foreground = "##Foreground"

    private let measure = TextMeasure.standard
    private let context: InterfaceContext
    private var openRegion = Canvas.foreground
    private var hover: (id: String, since: Double)?
    private var hoveredNow: String?

    init(context: InterfaceContext) { self.context = context }

    // MARK: Frames

    /// Begins a frame of the given extent in points.
    func beginFrame(size: Point, scale: Float, time: Double, theme: Theme) throws {
        if scale != self.scale || !context.hasFont { try context.setFont(scale: scale) }
        self.scale = scale
        self.theme = theme
        images.removeAll(keepingCapacity: true)
        words = [:]
        areas.removeAll(keepingCapacity: true)
        wakeTime = nil
        hoveredNow = nil
        rightClicked = nil
        cursor = .arrow
        interfaceBeginFrame(size.x * scale, size.y * scale, Float(max(time - self.time, 0)))
        self.time = time
        focus.beginFrame()
    }

    /// Ends it; the meshes can be drawn.
    func endFrame() {
        focus.endFrame()
        if hoveredNow == nil { hover = nil }
        interfaceEndFrame()
    }

    /// A part of the window that catches the pointer.
    func region(_ name: String, _ place: Rectangle, isFloating: Bool = false, _ body: () -> Void) {
        let pixels = pixels(place)
        interfaceBeginRegion(name, pixels.minX, pixels.minY, pixels.width, pixels.height, isFloating)
        openRegion = name
        say(.beginClip(place))
        body()
        say(.endClip)
        openRegion = Self.foreground
        interfaceEndRegion()
    }

    /// Whether a text field takes what is typed.
    var isTyping: Bool { interfaceIsTextFieldActive() }
    /// How far the wheel has turned since the frame before, in notches.
    var wheel: Float { interfaceWheel() }

    /// Asks for a frame at a time, in seconds since the program's start.
    func wake(at time: Double) { wakeTime = min(wakeTime ?? .infinity, time) }

    /// Whether the pointer is over the open region.
    var isRegionHovered: Bool { interfaceIsRegionHovered() }

    // MARK: Pointing

    /// An area that can be pointed at. Where areas overlap, the first one wins.
    func area(_ id: String, _ place: Rectangle, isFocusable: Bool = true) -> Touch {
        areas[id] = place
        let pixels = pixels(place)
        var touch = Touch(
            rawValue: interfaceArea(id, pixels.minX, pixels.minY, pixels.width, pixels.height))
        if touch.contains(.hovered) { noteHover(id) }
        if touch.contains(.rightClicked) { rightClicked = id }
        if isFocusable { touch.formUnion(focus.touch(id)) }
        return touch
    }

    /// A line of text that is edited in place.
    func textField(
        _ id: String, _ text: inout String, _ place: Rectangle, takesFocus: Bool, selectsAll: Bool = true
    ) -> FieldTouch {
        let pixels = pixels(place)
        var bytes = Self.bytes(of: text)
        let touch = interfaceTextField(
            id, &bytes, Int32(bytes.count), pixels.minX, pixels.minY, pixels.width, pixels.height,
            packed(theme.ink), packed(theme.bar.opacity(0.25)), takesFocus, selectsAll)
        text = Self.text(of: bytes)
        // The field has the keyboard from the next frame on, which nothing else may bring about.
        if takesFocus { wake(at: time) }
        return FieldTouch(rawValue: touch)
    }

    /// A paragraph that is edited in place; its lines break at spaces by themselves.
    func textArea(_ id: String, _ text: inout String, _ place: Rectangle) -> FieldTouch {
        let pixels = pixels(place)
        var bytes = Self.bytes(of: text)
        let touch = FieldTouch(
            rawValue: interfaceTextArea(
                id, &bytes, Int32(bytes.count), pixels.minX, pixels.minY, pixels.width, pixels.height,
                packed(theme.ink), packed(theme.bar.opacity(0.25))))
        if touch.contains(.changed) { text = Self.text(of: bytes).replacing("\n", with: " ") }
        return touch
    }

    /// A text with room to be edited.
    private static func bytes(of text: String) -> [CChar] {
        let capacity = 4096
        let bytes = Array(text.utf8CString.prefix(capacity - 1)) + [0]
        return bytes + [CChar](repeating: 0, count: capacity - bytes.count)
    }

    private static func text(of bytes: [CChar]) -> String {
        String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The pointer has rested here for the time of a tooltip; asks for a frame when it will have.
    func hasRested(on id: String) -> Bool {
        guard hoveredNow == id, let hover else { return false }
        if time >= hover.since + 0.5 { return true }
        wake(at: hover.since + 0.5)
        return false
    }

    /// Notes that the pointer is over something that is no area of the frame.
    func noteHover(_ id: String) {
        hoveredNow = id
        if hover?.id != id { hover = (id, time) }
    }

    // MARK: Shapes

    /// A filled rectangle.
    func fill(_ place: Rectangle, _ color: Color, radius: Float = 0) {
        let pixels = pixels(place)
        interfaceFillRectangle(
            pixels.minX, pixels.minY, pixels.width, pixels.height, packed(color), radius * scale)
    }

    /// A rectangle's border, inside of it.
    func outline(_ place: Rectangle, _ color: Color, width: Float = 1, radius: Float = 0) {
        let pixels = pixels(place)
        interfaceOutlineRectangle(
            pixels.minX, pixels.minY, pixels.width, pixels.height, packed(color), lineWidth(width),
            radius * scale)
    }

    /// A line with round ends.
    func line(_ points: [Point], _ color: Color, width: Float = 1, isClosed: Bool = false) {
        let pixels = points.map { $0 * scale }
        interfaceLine(coordinates(pixels), Int32(pixels.count), packed(color), width * scale, isClosed)
        guard !isClosed, width > 1 else { return }
        for end in [pixels.first, pixels.last].compactMap({ $0 }) {
            interfaceFillCircle(end.x, end.y, width * scale / 2, packed(color))
        }
    }

    /// An upright or level hairline, on whole pixels.
    func hairline(from start: Point, to end: Point, _ color: Color) {
        let place = Rectangle(origin: start, size: pointwiseMax(end - start, Point(repeating: 1 / scale)))
        fill(place, color)
    }

    /// A filled convex polygon.
    func polygon(_ points: [Point], _ color: Color) {
        interfaceFillPolygon(coordinates(points.map { $0 * scale }), Int32(points.count), packed(color))
    }

    /// A filled circle.
    func disc(_ center: Point, radius: Float, _ color: Color) {
        interfaceFillCircle(center.x * scale, center.y * scale, radius * scale, packed(color))
    }

    /// A circle's line.
    func circle(_ center: Point, radius: Float, _ color: Color, width: Float) {
        interfaceOutlineCircle(
            center.x * scale, center.y * scale, radius * scale, packed(color), width * scale)
    }

    /// A picture.
    func image(_ image: DisplayImage, _ place: Rectangle) {
        images[image.id] = image
        let pixels = pixels(place)
        interfaceImage(
            InterfaceRenderer.texture(of: image), pixels.minX, pixels.minY, pixels.width, pixels.height)
    }

    /// Colours that change evenly from stop to stop, from left to right.
    func gradient(_ stops: [Color], _ place: Rectangle) {
        let step = place.width / Float(max(stops.count - 1, 1))
        for (index, pair) in zip(stops, stops.dropFirst()).enumerated() {
            let part = Rectangle(
                x: place.minX + Float(index) * step, y: place.minY, width: step, height: place.height)
            let pixels = pixels(part)
            interfaceGradient(
                pixels.minX, pixels.minY, pixels.width, pixels.height, packed(pair.0), packed(pair.1))
        }
    }

    /// What is drawn and pointed at inside lies within the rectangle.
    func clip(_ place: Rectangle, _ body: () -> Void) {
        let pixels = pixels(place)
        interfaceBeginClip(pixels.minX, pixels.minY, pixels.width, pixels.height)
        say(.beginClip(place))
        body()
        say(.endClip)
        interfaceEndClip()
    }

    // MARK: Text

    /// The width of a line, in points.
    func width(_ text: String, _ style: TextStyle) -> Float {
        measure.width(of: text, size: style.size, weight: style.weight)
    }

    /// A line on its baseline; `alignment` says which of its points lies at `position`.
    func text(
        _ text: String, at position: Point, _ style: TextStyle, _ color: Color,
        alignment: TextAlignment = .left
    ) {
        say(
            .text(
                TextRun(
                    text, at: position, size: style.size, weight: style.weight, color: color,
                    alignment: alignment)))
    }

    /// Flat things as a scene draws them, in the window's points; above the shapes of the region.
    func draw(_ items: [OverlayItem]) {
        for item in items { say(item) }
    }

    private func say(_ item: OverlayItem) { words[openRegion, default: []].append(item) }

    /// A line in the middle of a rectangle's height, shortened with an ellipsis where it is too wide.
    func text(
        _ string: String, in place: Rectangle, _ style: TextStyle, _ color: Color,
        alignment: TextAlignment = .left
    ) {
        let x =
            switch alignment {
            case .left: place.minX
            case .center: place.center.x
            case .right: place.maxX
            }
        text(
            shortened(string, style, to: place.width), at: Point(x, place.center.y + style.capHeight / 2),
            style, color, alignment: alignment)
    }

    /// The text, or as much of it as fits, with an ellipsis.
    func shortened(_ text: String, _ style: TextStyle, to width: Float) -> String {
        measure.truncated(text, to: width + 0.5, size: style.size, weight: style.weight)
    }

    /// The text in lines of at most the given width, broken at spaces.
    func lines(_ text: String, _ style: TextStyle, width: Float) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if self.width(longer, style) <= width || line.isEmpty {
                line = longer
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    // MARK: Pixels

    private func lineWidth(_ points: Float) -> Float { max((points * scale).rounded(), 1) }

    /// Edges on whole pixels.
    private func pixels(_ place: Rectangle) -> Rectangle {
        let low = (place.origin * scale).rounded(.toNearestOrAwayFromZero)
        let high = ((place.origin + place.size) * scale).rounded(.toNearestOrAwayFromZero)
        return Rectangle(origin: low, size: high - low)
    }

    private func coordinates(_ points: [Point]) -> [Float] { points.flatMap { [$0.x, $0.y] } }

    private func packed(_ color: Color) -> UInt32 {
        func byte(_ value: Float) -> UInt32 { UInt32((min(max(value, 0), 1) * 255).rounded()) }
        return byte(color.alpha) << 24 | byte(color.blue) << 16 | byte(color.green) << 8 | byte(color.red)
    }
}
