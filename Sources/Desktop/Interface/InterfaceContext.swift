import CInterface
import Foundation
import Rendering
import Resources
import Scenes

/// The life of one ImGui context: its font, its input, its clipboard.
@MainActor
final class InterfaceContext {
    /// The letters of text fields, for the renderer; `generation` rises when they change.
    private(set) var atlas = InterfaceAtlas()
    private(set) var generation = 0
    /// Whether the font has been set.
    var hasFont: Bool { generation > 0 }

    private let context: UnsafeMutableRawPointer?
    private let resources: ResourceLocator
    private var clipboard: Clipboard?

    init(resources: ResourceLocator = .standard) {
        self.resources = resources
        context = interfaceCreate()
    }

    /// Makes the context the one that all calls of the C interface speak to.
    func use() { interfaceUse(context) }

    /// Frees it.
    func close() { interfaceDestroy(context) }

    /// Draws the letters of text fields for a scale.
    ///
    /// - Throws: `ResourceError.missing`, `.font`.
    func setFont(scale: Float) throws {
        let style = TextStyle.field
        let path = try resources.url(style.weight.file).path
        // ImGui measures fonts from the lowest to the highest letter.
        let measure = TextMeasure.standard
        let em = measure.ascent(size: style.size) + measure.descent(size: style.size)
        guard interfaceSetFont(path, em * scale, &atlas) else { throw RenderingError.font(path: path) }
        generation += 1
    }

    // MARK: Input

    /// Tells ImGui of a movement of hand or key; places in pixels of the framebuffer.
    func feed(_ event: WindowEvent) {
        switch event {
        case .pointerMoved(let place): interfaceMovePointer(place.x, place.y)
        case .pointerLeft: interfaceMovePointer(-1e6, -1e6)
        case .button(let button, let isDown, let modifiers):
            setModifiers(modifiers)
            interfacePressButton(button.number, isDown)
        case .wheel(let notches, let modifiers):
            setModifiers(modifiers)
            interfaceTurnWheel(notches.y)
        case .key(let key, let isDown, let modifiers):
            setModifiers(modifiers)
            if let key = key.interfaceKey { interfacePressKey(key, isDown) }
        case .character(let character):
            for scalar in character.unicodeScalars { interfaceTypeCharacter(scalar.value) }
        case .filesDropped, .closed, .refreshed, .focused: break
        }
    }

    private func setModifiers(_ modifiers: Modifiers) {
        interfaceSetModifiers(
            modifiers.contains(.control), modifiers.contains(.shift), modifiers.contains(.alt))
    }

    /// Where text fields cut to and paste from.
    func setClipboard(read: @escaping @MainActor () -> String, write: @escaping @MainActor (String) -> Void) {
        let clipboard = Clipboard(read: read, write: write)
        self.clipboard = clipboard
        interfaceSetClipboard(
            { user in
                let clipboard = Clipboard.of(user)
                MainActor.assumeIsolated { clipboard?.fetch() }
                return UnsafePointer(clipboard?.bytes)
            },
            { user, text in
                let text = text.map { String(cString: $0) } ?? ""
                let clipboard = Clipboard.of(user)
                MainActor.assumeIsolated { clipboard?.write(text) }
            }, Unmanaged.passUnretained(clipboard).toOpaque())
    }
}

/// What the C interface calls for the clipboard; keeps the bytes of the last text alive.
@MainActor
private final class Clipboard {
    let read: @MainActor () -> String
    let write: @MainActor (String) -> Void
    /// Read by ImGui right after `fetch`, on the main thread as everything here.
    nonisolated(unsafe) private(set) var bytes: UnsafeMutablePointer<CChar>?

    init(read: @escaping @MainActor () -> String, write: @escaping @MainActor (String) -> Void) {
        self.read = read
        self.write = write
    }

    nonisolated static func of(_ user: UnsafeMutableRawPointer?) -> Clipboard? {
        user.map { Unmanaged<Clipboard>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Copies the desktop's clipboard to `bytes`.
    func fetch() {
        free(bytes)
        bytes = strdup(read())
    }
}

extension PointerButton {
    /// ImGui's and GLFW's number.
    var number: Int32 {
        switch self {
        case .left: 0
        case .right: 1
        case .middle: 2
        }
    }
}

extension Key {
    /// The key as text fields know it.
    var interfaceKey: InterfaceKey? {
        switch self {
        case .tab: interfaceKeyTab
        case .left: interfaceKeyLeft
        case .right: interfaceKeyRight
        case .up: interfaceKeyUp
        case .down: interfaceKeyDown
        case .home: interfaceKeyHome
        case .end: interfaceKeyEnd
        case .delete: interfaceKeyDelete
        case .backspace: interfaceKeyBackspace
        case .enter: interfaceKeyEnter
        case .escape: interfaceKeyEscape
        case .character("a"): interfaceKeyA
        case .character("c"): interfaceKeyC
        case .character("v"): interfaceKeyV
        case .character("x"): interfaceKeyX
        case .character("y"): interfaceKeyY
        case .character("z"): interfaceKeyZ
        default: nil
        }
    }
}
