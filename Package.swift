// swift-tools-version: 6.2
import PackageDescription

// Swift 6 language mode everywhere; warnings are errors in our own targets.
let swift: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
// The kernels are optimised in debug builds too, so that tests stay fast.
let kernels: [CSetting] = [.unsafeFlags(["-O3", "-Wall", "-Werror"])]

let package = Package(
    name: "Convoscope",
    products: [.executable(name: "convoscope", targets: ["convoscope"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    ],
    targets: [
        // C libraries of the system
        .systemLibrary(
            name: "CGLFW", path: "Sources/SystemLibraries/CGLFW", pkgConfig: "glfw3",
            providers: [.apt(["libglfw3-dev"])]),
        .systemLibrary(
            name: "CEpoxy", path: "Sources/SystemLibraries/CEpoxy", pkgConfig: "epoxy",
            providers: [.apt(["libepoxy-dev"])]),
        .systemLibrary(
            name: "CFreeType", path: "Sources/SystemLibraries/CFreeType", pkgConfig: "freetype2",
            providers: [.apt(["libfreetype-dev"])]),
        .systemLibrary(
            name: "COpenBLAS", path: "Sources/SystemLibraries/COpenBLAS", pkgConfig: "openblas",
            providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(
            name: "CPixbuf", path: "Sources/SystemLibraries/CPixbuf", pkgConfig: "gdk-pixbuf-2.0",
            providers: [.apt(["libgdk-pixbuf-2.0-dev"])]),
        .systemLibrary(
            name: "CPNG", path: "Sources/SystemLibraries/CPNG", pkgConfig: "libpng",
            providers: [.apt(["libpng-dev"])]),
        .systemLibrary(
            name: "CZlib", path: "Sources/SystemLibraries/CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CSVM", path: "Sources/SystemLibraries/CSVM", providers: [.apt(["libsvm-dev"])]),
        .systemLibrary(
            name: "CGraphviz", path: "Sources/SystemLibraries/CGraphviz", pkgConfig: "libgvc",
            providers: [.apt(["libgraphviz-dev"])]),
        .systemLibrary(
            name: "CImGuiLibrary", path: "Sources/SystemLibraries/CImGuiLibrary", pkgConfig: "imgui",
            providers: [.apt(["libimgui-dev"])]),

        // C and C++
        .target(name: "CGL", dependencies: ["CEpoxy"]),
        .target(name: "CInterface", dependencies: ["CImGuiLibrary"]),
        .target(name: "CKernels", cSettings: kernels),

        // Computation
        .target(name: "Tensors", dependencies: ["COpenBLAS", "CKernels"], swiftSettings: swift),
        .target(name: "Inference", dependencies: ["Tensors", "CKernels"], swiftSettings: swift),
        .target(
            name: "ONNX",
            dependencies: [
                "Inference", "Tensors", .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ], swiftSettings: swift),
        .target(name: "Analysis", dependencies: ["CKernels", "CSVM", "Tensors"], swiftSettings: swift),
        .target(name: "Datasets", dependencies: ["Tensors", "CPixbuf", "CZlib"], swiftSettings: swift),
        .target(
            name: "Occlusion", dependencies: ["Analysis", "Datasets", "Inference", "Tensors"],
            swiftSettings: swift),

        // Pictures on screen, and the program
        .target(name: "Resources", swiftSettings: swift),
        .target(
            name: "Rendering", dependencies: ["CGL", "CFreeType", "CPNG", "Resources"], swiftSettings: swift),
        .target(
            name: "Samples", dependencies: ["Analysis", "Datasets", "Inference", "Tensors"],
            swiftSettings: swift),
        .target(
            name: "Workbench",
            dependencies: [
                "Analysis", "Datasets", "Inference", "ONNX", "Occlusion", "Rendering", "Resources", "Samples",
                "Tensors",
            ], swiftSettings: swift),
        .target(
            name: "Scenes",
            dependencies: [
                "Analysis", "Datasets", "Inference", "Occlusion", "Rendering", "Samples", "Tensors",
                "Workbench",
                "CGraphviz",
            ], swiftSettings: swift),
        .target(
            name: "Desktop",
            dependencies: [
                "CGL", "CGLFW", "CInterface", "Datasets", "Inference", "Occlusion", "Rendering", "Resources",
                "Samples", "Scenes", "Workbench",
            ], swiftSettings: swift),
        .executableTarget(
            name: "convoscope",
            dependencies: [
                "Desktop", "Occlusion", "Samples", "Workbench",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: swift),

        // Tests
        .target(
            name: "TestSupport", dependencies: ["Datasets", "Rendering", "Tensors"],
            path: "Tests/TestSupport", swiftSettings: swift),
        .testTarget(name: "ArchitectureTests", swiftSettings: swift),
        .testTarget(name: "TensorsTests", dependencies: ["Tensors", "TestSupport"], swiftSettings: swift),
        .testTarget(
            name: "InferenceTests", dependencies: ["Inference", "Tensors", "TestSupport"],
            swiftSettings: swift),
        .testTarget(
            name: "ONNXTests", dependencies: ["ONNX", "Inference", "Tensors", "TestSupport"],
            swiftSettings: swift),
        .testTarget(
            name: "AnalysisTests",
            dependencies: ["Analysis", "CKernels", "Rendering", "Tensors", "TestSupport"],
            swiftSettings: swift),
        .testTarget(
            name: "DatasetsTests", dependencies: ["Datasets", "Tensors", "TestSupport"], swiftSettings: swift),
        .testTarget(
            name: "OcclusionTests", dependencies: ["Occlusion", "Datasets", "Tensors", "TestSupport"],
            swiftSettings: swift),
        .testTarget(
            name: "SamplesTests",
            dependencies: ["Analysis", "Datasets", "Inference", "ONNX", "Samples", "Tensors", "TestSupport"],
            swiftSettings: swift),
        .testTarget(
            name: "RenderingTests", dependencies: ["CGL", "Rendering", "Resources", "TestSupport"],
            swiftSettings: swift),
        .testTarget(name: "ResourcesTests", dependencies: ["Resources"], swiftSettings: swift),
        .testTarget(
            name: "WorkbenchTests",
            dependencies: [
                "Analysis", "Datasets", "Inference", "ONNX", "Occlusion", "Samples", "Tensors", "TestSupport",
                "Workbench",
            ], swiftSettings: swift),
        .testTarget(
            name: "ScenesTests",
            dependencies: [
                "Scenes", "Analysis", "Datasets", "Inference", "Occlusion", "Rendering", "Samples", "Tensors",
                "Workbench",
                "TestSupport",
            ], swiftSettings: swift),
        .testTarget(
            name: "DesktopTests",
            dependencies: [
                "Datasets", "Desktop", "Occlusion", "Rendering", "Samples", "Scenes", "TestSupport",
                "Workbench",
            ],
            swiftSettings: swift),
    ],
    cLanguageStandard: .gnu17,
    cxxLanguageStandard: .cxx17
)
