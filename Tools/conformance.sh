#!/bin/sh
# Runs ONNX's own node tests through the engine. They are data files in the onnx package on PyPI, which is fetched
# into .build/ once; nothing of it is installed or run.
set -eu
version=1.17.0
folder=.build/onnx-$version
cases=$folder/onnx/backend/test/data/node
if [ ! -d "$cases" ]; then
    command -v python3 >/dev/null 2>&1 || { echo "The cases are fetched with python3 and pip." >&2; exit 1; }
    python3 -m pip download --quiet --no-deps --only-binary :all: --python-version 3.11 \
        --platform manylinux2014_x86_64 --dest "$folder" "onnx==$version"
    python3 -m zipfile -e "$folder"/onnx-*.whl "$folder"
fi
exec .build/release/convoscope conformance "$cases" --skip-list Tools/conformance-skips.txt "$@"
