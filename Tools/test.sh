#!/bin/sh
# Checks the style, builds everything and runs all tests; closes with the counts.
set -eu
swift format lint --strict --recursive Sources Tests Package.swift
CONVOSCOPE_GOLDENS=${CONVOSCOPE_GOLDENS:-never} swift test "$@"
