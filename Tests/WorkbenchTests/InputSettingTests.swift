import Datasets
import Foundation
import Testing

@testable import Workbench

@Suite struct InputSettingTests {
    @Test("A number, numbers with commas and a file are told apart")
    func kinds() {
        #expect(InputSetting("step=0.5")?.constant == .numbers([0.5], shape: []))
        #expect(InputSetting("mask=1,-2")?.constant == .numbers([1, -2], shape: [2]))
        #expect(InputSetting("a:0=b=1.npy")?.name == "a:0")
        #expect(InputSetting("a:0=b=1.npy")?.constant == .file(URL(filePath: "b=1.npy")))
        for words in ["", "=1", "name", "name="] { #expect(InputSetting(words) == nil, "\(words)") }
    }
}
