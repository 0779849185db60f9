#!/bin/sh
# Installs the Debian or Ubuntu packages that Convoscope builds and runs with, where they are missing.
set -eu

packages="
pkg-config libglfw3-dev libepoxy-dev libgl-dev libegl1 libegl-mesa0 libgl1-mesa-dri
libfreetype-dev libopenblas-dev libimgui-dev libgdk-pixbuf-2.0-dev webp-pixbuf-loader
libsvm-dev libgraphviz-dev libpng-dev zlib1g-dev
"

missing=""
for package in $packages; do
    dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -q '^installed$' ||
        missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "Convoscope needs these packages, which are missing:$missing"
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1; then
    as_root="sudo"
    echo "Installing them with sudo apt-get; it may ask for your password."
else
    echo "Please ask an administrator to run: apt-get install$missing" >&2
    exit 1
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to fall apart into words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends -qq $missing
