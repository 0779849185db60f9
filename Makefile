# The commands of the house. `make run` and `make test` are all that a newcomer needs.
.PHONY: run build test lint packages goldens bench conformance clean

picture ?= Assets/Examples/dog-and-ball.png

# Builds the release and opens it; without a display it writes a picture of every scene to out/ instead.
run: build
	@Tools/run.sh $(picture)

build: packages swift
	swift build --configuration release

# Everything that CI checks; goldens are compared, never recorded.
test: packages swift
	@Tools/test.sh

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

# Records the goldens that are missing; look at each before you commit it.
goldens: packages
	CONVOSCOPE_GOLDENS=missing swift test --filter "RenderingTests|ScenesTests|DesktopTests"

bench: build
	.build/release/convoscope bench --model Assets/Models/pictograms.onnx

# ONNX's own node tests for every operator that is offered; a recorded part of our own making is in `make test`.
conformance: build
	@Tools/conformance.sh

packages:
	@Tools/install-packages.sh

.PHONY: swift
swift:
	@command -v swift >/dev/null 2>&1 || { echo "Convoscope is built with Swift 6: see https://www.swift.org/install/linux/" >&2; exit 1; }

clean:
	rm -rf .build out
