#!/bin/sh
# Checks the style, builds everything and runs all tests; closes with the counts.
set -eu
swift format lint --strict --recursive Sources Tests Package.swift
CONVOSCOPE_GOLDENS=${CONVOSCOPE_GOLDENS:-never} swift test "$@"
# The kernels of each lower level of vector instructions, as on older processors.
for level in avx2 baseline; do
    echo "The engine and the analyses with the instructions of $level:"
    CONVOSCOPE_INSTRUCTIONS=$level swift test --skip-build --filter "ConvolutionTests|DenseWeightsTests|MatrixProductOperatorTests|IncrementalRunTests|RunnerTests|AnalysisTests"
done
