import Rendering
import Scenes
import Workbench

extension InterfaceFrame {
    /// The words about the part of the stage on which the pointer rests.
    func stageTip(of scene: any Scene, _ state: AppState) {
        guard let tip = scene.tip, let pointer = canvas.pointer, !covers(pointer, state) else { return }
        let id = "stage.\(tip.id)"
        canvas.noteHover(id)
        let place = Rectangle(origin: layout.stage.origin + tip.place.origin, size: tip.place.size)
        canvas.tooltip(id, tip.words, beside: place)
    }
}
