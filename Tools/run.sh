#!/bin/sh
# Opens Convoscope on a picture; where there is no display, writes every scene as PNG to out/.
set -eu
program=.build/release/convoscope
picture=$1

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exec "$program" "$picture"
fi

mkdir -p out
mask=42,38,30,26
for scene in network occlusion compare saliency; do
    "$program" snapshot --scene "$scene" --mask "$mask" "$picture" -o "out/$scene.png"
done
for scene in classes map channels curves units neighbors; do
    "$program" snapshot --scene "$scene" --data pictograms -o "out/$scene.png"
done
echo "There is no display here, so the scenes were written to out/, a PNG each."
