#!/bin/sh
# Generates Sources/ONNX/Generated/onnx.pb.swift from Tools/onnx.proto.
#
# Needs protoc (Debian: protobuf-compiler; pip: grpcio-tools) and protoc-gen-swift in the PATH. The latter is
# part of https://github.com/apple/swift-protobuf; take the version that Package.swift asks for:
#   swift build --product protoc-gen-swift
set -eu
cd "$(dirname "$0")"
protoc --proto_path=. --swift_out=../Sources/ONNX/Generated --swift_opt=Visibility=Internal onnx.proto
