"""Records what numpy, scipy, scikit-learn and Pillow compute, as oracles for the Swift tests.

    python Tools/record_analysis.py

Writes Tests/Recordings/analysis/*.json and the small pictures in Tests/Recordings/analysis/pictures/. Arrays are
base64 of little-endian 32-bit floats or bytes. Everything comes from fixed seeds: a second run changes nothing
unless a library changed. Run with numpy 2.4, scipy, scikit-learn 1.9 and Pillow 13.
"""

import base64
import io
import json
import pathlib
import struct
import warnings
import zlib

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

FOLDER = pathlib.Path(__file__).parent.parent / "Tests" / "Recordings" / "analysis"


def floats(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def octets(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype=np.uint8).tobytes()).decode()


def write(name, content):
    (FOLDER / name).write_text(json.dumps(content, indent=1) + "\n")


def entropy(values):
    counts, _ = np.histogram(values, bins=256, range=(values.min(), values.max()))
    shares = counts[counts > 0] / values.size
    return float(-(shares * np.log2(shares)).sum() / np.log2(min(256, values.size)))


def record_entropy():
    random = np.random.default_rng(1)
    edges = np.linspace(np.float32(-1.3), np.float32(2.7), 257, dtype=np.float32)
    cases = {
        "normal": random.normal(size=784),
        "after a ReLU": np.maximum(random.normal(size=784), 0),
        "uniform": random.uniform(size=1024),
        "whole numbers": random.integers(0, 257, size=600),
        "on the edges": edges,
        "beside the edges": np.concatenate([np.nextafter(edges, np.float32(-9)), np.nextafter(edges, np.float32(9))]),
        "far from zero": 1000 + random.uniform(size=300),
        "tiny": random.normal(size=300) * 1e-30,
        "two pixels": np.array([1, 2]),
        "few values": random.integers(0, 3, size=49),
        "few pixels": random.normal(size=49),
    }
    # Sums and products of awkward ends, where the index and the edges disagree most.
    for seed in range(8):
        low, high = np.float32(np.sort(random.normal(size=2) * 10.0 ** random.integers(-6, 6)))
        cases[f"edges {seed}"] = np.linspace(low, high, 257, dtype=np.float32)[random.permutation(257)]
    write("entropy.json", [
        {"name": name, "values": floats(values), "entropy": entropy(np.asarray(values, dtype=np.float32))}
        for name, values in cases.items()])


def record_kmeans():
    random = np.random.default_rng(2)
    cases = []
    for values in (random.uniform(size=40), random.beta(2, 5, size=512), np.round(random.uniform(size=120), 2)):
        values = values.astype(np.float32)
        inertias = []
        for count in range(1, 9):
            model = KMeans(count, n_init=50, random_state=0).fit(values[:, None].astype(np.float64))
            inertias.append(float(model.inertia_))
        cases.append({"values": floats(values), "inertias": inertias})
    write("kmeans.json", cases)


def record_principal_component():
    random = np.random.default_rng(3)
    cases = []
    for name, shape in (("few maps", (5, 6, 7)), ("many maps", (40, 3, 4)), ("one map", (1, 5, 4)),
                        ("two maps", (2, 4, 4)), ("as many maps as pixels", (12, 3, 4))):
        maps = random.normal(size=shape) + 3 * random.normal(size=shape[1:]) * random.normal(size=(shape[0], 1, 1))
        maps = np.maximum(maps, -1).astype(np.float32)
        table = maps.reshape(shape[0], -1).T.astype(np.float64)
        centred = table - table.mean(0)
        _, values, directions = np.linalg.svd(centred, full_matrices=False)
        weights = directions[0]
        scores = centred @ weights
        if scores @ centred.mean(1) < 0:
            weights, scores = -weights, -scores
        cases.append({
            "name": name, "shape": shape, "maps": floats(maps), "weights": floats(weights), "scores": floats(scores),
            "explained": float(values[0] ** 2 / (values ** 2).sum())})
    write("principal_component.json", cases)


def softmax(logits):
    powers = np.exp(logits.astype(np.float64) - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def windows(width, height):
    """The pool's rectangles (x, y, width, height) for the default settings."""
    result = []
    for fraction in (1 / 8, 1 / 4, 3 / 8, 1 / 2):
        w, h = round(width * fraction), round(height * fraction)
        columns, rows = [list(range(0, extent - size + 1, size // 2)) for extent, size in ((width, w), (height, h))]
        for starts, extent, size in ((columns, width, w), (rows, height, h)):
            if starts[-1] + size < extent:
                starts.append(extent - size)
        result += [(x, y, w, h) for y in rows for x in columns]
    return result


def boundary(logits, changed):
    scaler = StandardScaler().fit(logits.astype(np.float64))
    rows = scaler.transform(logits.astype(np.float64))
    machine = SVC(kernel="linear", C=1).fit(rows, changed)
    return {
        "means": scaler.mean_.tolist(), "deviations": scaler.scale_.tolist(),
        "supportVectors": sorted(machine.support_.tolist()), "weights": machine.coef_[0].tolist(),
        "bias": float(machine.intercept_[0]), "accuracy": float(machine.score(rows, changed))}


def chosen(at_corners, movement, count):
    """Each corner takes its best free variant in turn."""
    free, result = set(range(len(movement))), [[] for _ in range(at_corners.shape[1])]
    for _ in range(min(count, len(movement) // at_corners.shape[1])):
        for corner, taken in enumerate(result):
            best = min(free, key=lambda v: (-at_corners[v, corner], -movement[v], v))
            free.remove(best)
            taken.append(best)
    return result


def record_pool():
    cases = []
    for seed, side, classes in ((4, 128, 10), (5, 64, 3), (6, 32, 2)):
        random = np.random.default_rng(seed)
        rectangles = np.array(windows(side, side))
        original = np.float32(random.normal(size=classes))
        original[1] = original.max() + 0.6
        # A mask over the middle changes the output more.
        middle = rectangles[:, :2] + rectangles[:, 2:] / 2 - side / 2
        strength = np.exp(-(middle ** 2).sum(1) / (side / 4) ** 2) * rectangles[:, 2] / side * 6
        direction = random.normal(size=classes)
        direction[1] = -3
        logits = original + strength[:, None] * direction + 0.3 * random.normal(size=(len(rectangles), classes))
        logits = logits.astype(np.float32)
        if classes > 4:
            logits[:, 5] = original[5]  # a constant column, which standardisation must not divide by 0
        probabilities, before = softmax(logits), softmax(original)
        means = probabilities.mean(0)
        corners = sorted(range(classes), key=lambda c: (-means[c], c))[:4]
        at_corners = probabilities[:, corners]
        single = np.float32(probabilities)[:, corners]
        movement = np.sqrt(((np.float32(probabilities) - np.float32(before)).astype(np.float64) ** 2).sum(1))
        predicted = logits.argmax(1)
        changed = predicted != original.argmax()
        drop = before[original.argmax()] - probabilities[:, original.argmax()]
        total, covering = np.zeros((side, side)), np.zeros((side, side))
        for (x, y, w, h), loss in zip(rectangles, drop):
            total[y:y + h, x:x + w] += loss
            covering[y:y + h, x:x + w] += 1
        occlusion = total / covering
        cases.append({
            "side": side, "classes": classes, "original": floats(original), "logits": floats(logits),
            "rectangles": rectangles.tolist(), "corners": corners, "meanProbabilities": means[corners].tolist(),
            "weights": floats(at_corners / at_corners.sum(1, keepdims=True)),
            "outside": floats(1 - at_corners.sum(1)), "predicted": predicted.tolist(),
            "chosen": chosen(single, movement, 12), "boundary": boundary(logits, changed),
            "occlusionOfMiddleRow": floats(occlusion[side // 2])})
    write("pool.json", cases)


def record_resampling():
    random = np.random.default_rng(7)
    source = random.integers(0, 256, size=(23, 37, 3), dtype=np.uint8)
    picture = Image.fromarray(source)
    sizes = [(16, 16), (64, 50), (8, 40), (37, 10), (50, 23), (1, 1), (37, 23)]
    resized = [{"width": w, "height": h, "pixels": octets(picture.resize((w, h), Image.BILINEAR))} for w, h in sizes]
    crops = []
    for side in (16, 23, 30, 9):
        # torchvision's Resize (the shorter side, the longer one cut to whole pixels), then its CenterCrop.
        long = int(side * 37 / 23)
        left = round((long - side) / 2)
        cropped = picture.resize((long, side), Image.BILINEAR).crop((left, 0, left + side, side))
        crops.append({"width": side, "height": side, "pixels": octets(cropped)})
    filters = {"nearest": Image.NEAREST, "bicubic": Image.BICUBIC, "lanczos": Image.LANCZOS}
    filtered = [
        {"interpolation": name, "width": w, "height": h, "pixels": octets(picture.resize((w, h), number))}
        for name, number in filters.items() for w, h in [(16, 16), (64, 50), (8, 40), (30, 20)]]
    # First to a size larger than the input, by bicubic filtering, then the centre: timm's and transformers' way.
    framed = []
    for resize, scaled, side in [("crop", (30, 48), 16), ("crop", (18, 28), 15), ("squash", (30, 41), 20)]:
        top, left = (round((extent - side) / 2) for extent in scaled)
        cropped = picture.resize((scaled[1], scaled[0]), Image.BICUBIC).crop((left, top, left + side, top + side))
        shorter = min(scaled)
        framed.append({
            "resize": resize, "scaledSize": list(scaled) if resize == "squash" else [shorter, shorter],
            "width": side, "height": side, "pixels": octets(cropped)})
    mean, deviation = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])
    fed = ((source.astype(np.float32) / np.float32(255) - mean) / deviation).transpose(2, 0, 1)
    blurred = np.stack([
        gaussian_filter(source[..., channel].astype(np.float64), 2, mode="nearest", truncate=3)
        for channel in range(3)], -1)
    write("resampling.json", {
        "width": 37, "height": 23, "pixels": octets(source), "resized": resized, "filtered": filtered,
        "cropped": crops, "framed": framed,
        "grey": octets(picture.convert("L")), "fed": floats(fed),
        "blurDeviation": 2, "blurred": octets(np.rint(blurred))})


def record_pictures():
    folder = FOLDER / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(8)
    small = random.integers(0, 256, size=(5, 7, 3), dtype=np.uint8)
    rgb = Image.fromarray(small)
    across, down = np.meshgrid(np.linspace(0, 255, 24), np.linspace(0, 255, 16))
    smooth = Image.fromarray(np.stack([across, down, np.full((16, 24), 90.0)], -1).astype(np.uint8))
    rgb.save(folder / "rgb.png")
    rgb.save(folder / "rgb.bmp")
    rgb.save(folder / "rgb.webp", lossless=True)
    rgb.convert("P", palette=Image.ADAPTIVE, colors=16).save(folder / "palette.png")
    rgb.convert("P", palette=Image.ADAPTIVE, colors=16).save(folder / "palette.gif")
    rgb.convert("L").save(folder / "grey.png")
    Image.fromarray(random.integers(0, 65536, size=(5, 7), dtype=np.uint16)).save(folder / "grey16.png")
    Image.fromarray(np.dstack([small, random.integers(0, 256, size=(5, 7), dtype=np.uint8)])).save(
        folder / "opacity.png")
    rgb.resize((1, 1)).save(folder / "one.png")
    rgb.resize((300, 1)).save(folder / "wide.png")
    smooth.save(folder / "smooth.jpg", quality=95, subsampling=0)
    smooth.convert("CMYK").save(folder / "cmyk.jpg", quality=95)
    smooth.convert("L").save(folder / "grey.jpg", quality=95)
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter: the camera was held upright
    smooth.save(folder / "turned.jpg", quality=95, subsampling=0, exif=exif)
    whole = (folder / "smooth.jpg").read_bytes()
    (folder / "truncated.jpg").write_bytes(whole[: len(whole) // 2])
    whole = (folder / "rgb.png").read_bytes()
    (folder / "truncated.png").write_bytes(whole[: len(whole) * 2 // 3])
    (folder / "header-only.png").write_bytes(whole[:20])
    (folder / "magic-only.png").write_bytes(whole[:8])
    # A header that promises 60,000 x 60,000 pixels.
    huge = whole[:16] + struct.pack(">II", 60_000, 60_000) + whole[24:29]
    huge += struct.pack(">I", zlib.crc32(huge[12:29])) + whole[33:]
    (folder / "huge.png").write_bytes(huge)
    (folder / "text.png").write_text("This is no picture.\n")
    (folder / "empty.png").write_bytes(b"")
    tiff = io.BytesIO()
    rgb.save(tiff, "TIFF")
    (folder / "tiff.png").write_bytes(tiff.getvalue())

    pixels = {}
    for name in ("rgb.png", "rgb.bmp", "rgb.webp", "palette.png", "palette.gif", "grey.png", "one.png", "wide.png"):
        pixels[name] = Image.open(folder / name).convert("RGB")
    over = Image.new("RGBA", (7, 5), "white")
    over.alpha_composite(Image.open(folder / "opacity.png"))
    pixels["opacity.png"] = over.convert("RGB")
    deep = np.asarray(Image.open(folder / "grey16.png")).astype(np.uint32) >> 8
    pixels["grey16.png"] = Image.fromarray(np.repeat(deep[..., None], 3, 2).astype(np.uint8))
    pixels["smooth.jpg"] = Image.open(folder / "smooth.jpg")
    pixels["cmyk.jpg"] = Image.open(folder / "cmyk.jpg").convert("RGB")
    pixels["grey.jpg"] = Image.open(folder / "grey.jpg").convert("RGB")
    pixels["turned.jpg"] = Image.open(folder / "turned.jpg").transpose(Image.ROTATE_270)
    write("pictures.json", [
        {"file": name, "width": picture.width, "height": picture.height, "pixels": octets(picture)}
        for name, picture in pixels.items()])


if __name__ == "__main__":
    warnings.filterwarnings("ignore", message=".*distinct clusters.*")
    FOLDER.mkdir(parents=True, exist_ok=True)
    record_entropy()
    record_kmeans()
    record_principal_component()
    record_pool()
    record_resampling()
    record_pictures()
