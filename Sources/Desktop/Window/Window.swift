import CGLFW
import Foundation
import Rendering
import Scenes

/// The one window, its OpenGL context and its events; all that is known of GLFW.
@MainActor
final class Window {
    private let handle: OpaquePointer
    private var events: [WindowEvent] = []
    private var cursors: [Int32: OpaquePointer] = [:]
    private var placeBeforeFullScreen: (x: Int32, y: Int32, width: Int32, height: Int32)?

    /// Wakes a sleeping loop; callable from any thread.
    static let wake: @Sendable () -> Void = { glfwPostEmptyEvent() }

    /// Opens a window of the given extent in points, or as large as the monitor allows.
    ///
    /// - Throws: `WindowError`.
    init(title: String, size: Point) throws {
        guard glfwInit() == GLFW_TRUE else { throw WindowError.noDisplay(reason: Self.latestError().text) }
        let pixels = Self.fitted(size)
        glfwDefaultWindowHints()
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3)
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3)
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE)
        glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE)
        // The renderer smooths the world on a layer of its own, and everything flat by itself: more samples here
        // would cost a software renderer half of each frame.
        glfwWindowHint(GLFW_SAMPLES, 0)
        glfwWindowHint(GLFW_DEPTH_BITS, 24)
        glfwWindowHintString(GLFW_X11_CLASS_NAME, "convoscope")
        guard let made = glfwCreateWindow(Int32(pixels.x), Int32(pixels.y), title, nil, nil) else {
            let error = Self.latestError()
            glfwTerminate()
            throw [GLFW_VERSION_UNAVAILABLE, GLFW_API_UNAVAILABLE].contains(error.code)
                ? WindowError.noOpenGL(reason: error.text) : WindowError.noWindow(reason: error.text)
        }
        handle = made
        glfwSetWindowSizeLimits(handle, 640, 420, GLFW_DONT_CARE, GLFW_DONT_CARE)
        glfwMakeContextCurrent(handle)
        glfwSwapInterval(1)
        glfwSetWindowUserPointer(handle, Unmanaged.passUnretained(self).toOpaque())
        listen()
    }

    /// Closes the window and ends GLFW.
    func close() {
        cursors.values.forEach { glfwDestroyCursor($0) }
        glfwDestroyWindow(handle)
        glfwTerminate()
    }

    // MARK: Measures

    /// The framebuffer's extent, in pixels.
    var pixelSize: (width: Int, height: Int) {
        var (width, height): (Int32, Int32) = (0, 0)
        glfwGetFramebufferSize(handle, &width, &height)
        return (Int(width), Int(height))
    }

    /// Pixels a point, as the display wants it.
    var contentScale: Float {
        var (x, y): (Float, Float) = (1, 1)
        glfwGetWindowContentScale(handle, &x, &y)
        return max(x, 0.5)
    }

    /// Whether nothing of the window can be seen.
    var isMinimized: Bool { glfwGetWindowAttrib(handle, GLFW_ICONIFIED) == GLFW_TRUE }

    // MARK: Work

    /// Waits until something happens or the time has come, and returns what has happened.
    ///
    /// - Parameter seconds: how long to wait at most; nil: until something happens; 0: not at all.
    func waitForEvents(atMost seconds: Double?) -> [WindowEvent] {
        switch seconds {
        case nil: glfwWaitEvents()
        case .some(...0): glfwPollEvents()
        case .some(let seconds): glfwWaitEventsTimeout(seconds)
        }
        defer { events = [] }
        return events
    }

    /// Shows what has been drawn.
    func swapBuffers() { glfwSwapBuffers(handle) }

    /// The words in the title bar.
    func setTitle(_ title: String) { glfwSetWindowTitle(handle, title) }

    /// The pointer's shape.
    func setCursor(_ cursor: PointerShape) {
        let shape =
            switch cursor {
            case .arrow: GLFW_ARROW_CURSOR
            case .crosshair: GLFW_CROSSHAIR_CURSOR
            case .hand: GLFW_HAND_CURSOR
            case .text: GLFW_IBEAM_CURSOR
            case .resize: GLFW_HRESIZE_CURSOR
            }
        let known = cursors[shape] ?? glfwCreateStandardCursor(shape)
        cursors[shape] = known
        glfwSetCursor(handle, known)
    }

    /// The text of the desktop's clipboard.
    var clipboard: String {
        get { glfwGetClipboardString(handle).map { String(cString: $0) } ?? "" }
        set { glfwSetClipboardString(handle, newValue) }
    }

    /// Fills the screen, or gives it back.
    func switchFullScreen() {
        if let place = placeBeforeFullScreen {
            placeBeforeFullScreen = nil
            glfwSetWindowMonitor(handle, nil, place.x, place.y, place.width, place.height, GLFW_DONT_CARE)
            return
        }
        guard let monitor = glfwGetPrimaryMonitor(), let mode = glfwGetVideoMode(monitor) else { return }
        var place: (x: Int32, y: Int32, width: Int32, height: Int32) = (0, 0, 0, 0)
        glfwGetWindowPos(handle, &place.x, &place.y)
        glfwGetWindowSize(handle, &place.width, &place.height)
        placeBeforeFullScreen = place
        glfwSetWindowMonitor(
            handle, monitor, 0, 0, mode.pointee.width, mode.pointee.height, mode.pointee.refreshRate)
    }

    /// Notes something that has happened.
    private func note(_ event: WindowEvent) { events.append(event) }

    /// A place in GLFW's screen coordinates, in pixels of the framebuffer.
    private func pixels(_ x: Double, _ y: Double) -> Point {
        var (width, height): (Int32, Int32) = (1, 1)
        glfwGetWindowSize(handle, &width, &height)
        let size = pixelSize
        return Point(
            Float(x) * Float(size.width) / Float(max(width, 1)),
            Float(y) * Float(size.height) / Float(max(height, 1)))
    }

    /// Extent in GLFW's screen coordinates for one in points, inside of the monitor's free area.
    private static func fitted(_ size: Point) -> Point {
        guard let monitor = glfwGetPrimaryMonitor() else { return size }
        var (scale, ignored): (Float, Float) = (1, 1)
        glfwGetMonitorContentScale(monitor, &scale, &ignored)
        var (x, y, width, height): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height)
        guard width > 0, height > 0 else { return size }
        return pointwiseMin(size * max(scale, 0.5), Point(Float(width), Float(height)))
    }

    private static func latestError() -> (code: Int32, text: String) {
        var description: UnsafePointer<CChar>?
        let code = glfwGetError(&description)
        return (code, description.map { String(cString: $0) } ?? "GLFW gives no reason")
    }
}

// MARK: Callbacks

extension Window {
    /// The window of a GLFW handle. GLFW calls back on the main thread, from within `waitForEvents`.
    private nonisolated static func with(_ handle: OpaquePointer?, _ body: @MainActor (Window) -> Void) {
        guard let user = glfwGetWindowUserPointer(handle) else { return }
        let window = Unmanaged<Window>.fromOpaque(user).takeUnretainedValue()
        MainActor.assumeIsolated { body(window) }
    }

    private func listen() {
        listenToPointer()
        listenToKeys()
        glfwSetWindowCloseCallback(handle) { handle in Window.with(handle) { $0.note(.closed) } }
        glfwSetFramebufferSizeCallback(handle) { handle, _, _ in Window.with(handle) { $0.note(.refreshed) } }
        glfwSetWindowRefreshCallback(handle) { handle in Window.with(handle) { $0.note(.refreshed) } }
        glfwSetWindowContentScaleCallback(handle) { handle, _, _ in
            Window.with(handle) { $0.note(.refreshed) }
        }
        glfwSetWindowFocusCallback(handle) { handle, isFocused in
            Window.with(handle) { if isFocused == GLFW_TRUE { $0.note(.focused) } }
        }
        glfwSetDropCallback(handle) { handle, count, paths in
            guard let paths else { return }
            let files = (0..<Int(count)).compactMap { paths[$0].map { URL(filePath: String(cString: $0)) } }
            Window.with(handle) { $0.note(.filesDropped(files)) }
        }
    }

    private func listenToPointer() {
        glfwSetCursorPosCallback(handle) { handle, x, y in
            Window.with(handle) { $0.note(.pointerMoved($0.pixels(x, y))) }
        }
        glfwSetCursorEnterCallback(handle) { handle, isInside in
            Window.with(handle) { if isInside == GLFW_FALSE { $0.note(.pointerLeft) } }
        }
        glfwSetMouseButtonCallback(handle) { handle, number, action, bits in
            guard let button = EventTranslation.button(number) else { return }
            let event = WindowEvent.button(
                button, isDown: action == GLFW_PRESS, EventTranslation.modifiers(bits))
            Window.with(handle) { $0.note(event) }
        }
        glfwSetScrollCallback(handle) { handle, x, y in
            Window.with(handle) { $0.note(.wheel(Point(Float(x), Float(y)), $0.heldModifiers)) }
        }
    }

    private func listenToKeys() {
        glfwSetKeyCallback(handle) { handle, code, scancode, action, bits in
            let name = glfwGetKeyName(code, scancode).map { String(cString: $0) }
            guard let key = EventTranslation.key(code, name: name) else { return }
            let event = WindowEvent.key(
                key, isDown: action != GLFW_RELEASE, EventTranslation.modifiers(bits))
            Window.with(handle) { $0.note(event) }
        }
        glfwSetCharCallback(handle) { handle, codepoint in
            guard let scalar = UnicodeScalar(codepoint) else { return }
            Window.with(handle) { $0.note(.character(Character(scalar))) }
        }
    }

    private var heldModifiers: Modifiers {
        func isHeld(_ keys: Int32...) -> Bool { keys.contains { glfwGetKey(handle, $0) == GLFW_PRESS } }
        var modifiers: Modifiers = []
        if isHeld(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT) { modifiers.insert(.shift) }
        if isHeld(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL) { modifiers.insert(.control) }
        if isHeld(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT) { modifiers.insert(.alt) }
        return modifiers
    }
}

/// The shapes of the pointer.
enum PointerShape { case arrow, crosshair, hand, text, resize }
