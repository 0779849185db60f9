import Foundation
import Workbench
public enum Application { @MainActor public static func run(model: URL, picture: URL, theme: ThemeName?) throws {} }
public enum Snapshot { @MainActor public static func write(_ request: PictureRequest, _ view: SnapshotView, to file: URL) throws {} }
