#!/bin/sh
# Opens Convoscope on a picture; where there is no display, writes both scenes as PNG to out/.
set -eu
program=.build/release/convoscope
picture=$1

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exec "$program" "$picture"
fi

mkdir -p out
"$program" snapshot --scene network "$picture" -o out/network.png
"$program" snapshot --scene occlusion "$picture" -o out/occlusion.png
echo "There is no display here, so the two scenes were written to out/network.png and out/occlusion.png."
