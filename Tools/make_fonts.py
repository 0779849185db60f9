#!/usr/bin/env python3
"""Writes Assets/Fonts/Inter-{Regular,SemiBold,Bold}.ttf: small subsets of Inter for the program.

The program draws with FreeType and Dear ImGui, neither of which applies OpenType layout. So what it needs
of the layout is baked in:
  - tabular figures: the character map points the ten digits at the glyphs of the `tnum` feature, and the ten
    characters from U+F830 on, which are private, at the proportional ones, for figures inside words;
  - kerning: the pairs of the GPOS `kern` feature, among letters and punctuation, become a `kern` table;
  - nothing else: no ligatures and no contextual alternates.
Outlines become quadratic, which both read in any version.

Needs fonttools and the Debian package fonts-inter:
    python3 Tools/make_fonts.py [--source /usr/share/fonts/opentype/inter]
"""

import argparse
import pathlib

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

ROOT = pathlib.Path(__file__).resolve().parent.parent
WEIGHTS = ("Regular", "SemiBold", "Bold")
CHARACTERS = (
    [chr(code) for code in range(0x20, 0x7F)]
    + [chr(code) for code in range(0xA0, 0x180)]  # Latin-1 and Latin Extended-A
    + list("–—‘’‚“”„•…‰′″‹›⁄€™−×÷±≈≠≤≥∞√∑∆µπ")
    + list("←↑→↓↔↕↵⇥⇧⌃⌘⌥⌫⏎␣▲▼◀▶△▽●○■□◆◇★☆✓")
    + [chr(code) for code in (0x2002, 0x2003, 0x2007, 0x2009, 0x200A, 0x202F)]
)
KERNED = [c for c in CHARACTERS if ord(c) < 0x100 and not c.isdigit() and not c.isspace()] + list("–—‘’“”…")
PROPORTIONAL = 0xF800  # plus the digit's code
LEAST_KERNING = 12  # font units of 2816 an em; smaller pairs cannot be seen


def feature_lookups(table, tag):
    """The lookups of every feature of this tag, extension lookups resolved."""
    indices = []
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == tag:
            indices += [index for index in record.Feature.LookupListIndex if index not in indices]
    for index in indices:
        yield [getattr(part, "ExtSubTable", part) for part in table.LookupList.Lookup[index].SubTable]


def bake_tabular_figures(font):
    """Points the digits of every character map at their tabular glyphs."""
    tabular = {}
    for parts in feature_lookups(font["GSUB"].table, "tnum"):
        for part in parts:
            tabular.update(part.mapping)
    proportional = dict(font.getBestCmap())
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in table.cmap:
                table.cmap[PROPORTIONAL + code] = proportional[code]
                table.cmap[code] = tabular.get(table.cmap[code], table.cmap[code])


def pair_value(parts, left, right):
    """The kerning of one glyph pair in one lookup: the first subtable that covers it decides."""
    for part in parts:
        if part.LookupType != 2 or left not in part.Coverage.glyphs:
            continue
        if part.Format == 1:
            pairs = part.PairSet[part.Coverage.glyphs.index(left)].PairValueRecord
            for record in pairs:
                if record.SecondGlyph == right:
                    return getattr(record.Value1, "XAdvance", 0) or 0
        else:
            row = part.Class1Record[part.ClassDef1.classDefs.get(left, 0)]
            value = row.Class2Record[part.ClassDef2.classDefs.get(right, 0)].Value1
            return getattr(value, "XAdvance", 0) or 0
    return 0


def kerning(font):
    """(left glyph, right glyph) -> font units."""
    names = font.getBestCmap()
    glyphs = sorted({names[ord(c)] for c in KERNED if ord(c) in names})
    pairs = {}
    for parts in feature_lookups(font["GPOS"].table, "kern"):
        for left in glyphs:
            for right in glyphs:
                value = pair_value(parts, left, right)
                if value and (left, right) not in pairs:
                    pairs[left, right] = value
    kept = {pair: value for pair, value in pairs.items() if abs(value) >= LEAST_KERNING}
    # A format 0 table counts its pairs, and their bytes, in 16 bits: the strongest ones win.
    strongest = sorted(kept.items(), key=lambda one: (-abs(one[1]), one[0]))[:9000]
    return dict(strongest)


def quadratic(font):
    """Replaces the cubic outlines by quadratic ones."""
    glyphs = font.getGlyphSet()
    drawn = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        drawn[name] = pen.glyph()
    order = font.getGlyphOrder()
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, drawn
    font["maxp"].tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(font["maxp"], field, 1 if field == "maxZones" else 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
    for name, glyph in drawn.items():
        glyph.recalcBounds(glyf)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, glyph.xMin if glyph.numberOfContours else 0)


def even_figures(font):
    """Gives the ten digits exactly one advance: instances of the design differ by a unit."""
    names = [font.getBestCmap()[code] for code in range(ord("0"), ord("9") + 1)]
    advance = max(font["hmtx"][name][0] for name in names)
    for name in names:
        font["hmtx"][name] = (advance, font["hmtx"][name][1])


def make(source, target):
    """One weight."""
    font = TTFont(source, recalcTimestamp=False)
    bake_tabular_figures(font)
    pairs = kerning(font)
    options = subset.Options()
    options.layout_features, options.hinting, options.notdef_outline = [], False, True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "DSIG", "STAT"]
    cutter = subset.Subsetter(options)
    digits = range(ord("0"), ord("9") + 1)
    cutter.populate(unicodes=[ord(c) for c in CHARACTERS] + [PROPORTIONAL + code for code in digits])
    cutter.subset(font)
    for tag in ("GSUB", "GPOS", "GDEF"):
        if tag in font:
            del font[tag]
    quadratic(font)
    even_figures(font)
    part = KernTable_format_0()
    part.apple, part.coverage, part.version, part.kernTable = False, 1, 0, pairs
    font["kern"] = table = newTable("kern")
    table.version, table.kernTables = 0, [part]
    for record in font["glyf"].glyphs.values():
        record.recalcBounds(font["glyf"])
    font.save(target)
    missing = [c for c in CHARACTERS if ord(c) not in font.getBestCmap()]
    print(f"{target.name}: {target.stat().st_size} bytes, {len(font.getGlyphOrder())} glyphs, "
          f"{len(pairs)} kerning pairs, missing {''.join(missing) or 'nothing'}")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--source", type=pathlib.Path, default="/usr/share/fonts/opentype/inter")
    source = options.parse_args().source
    for weight in WEIGHTS:
        make(source / f"Inter-{weight}.otf", ROOT / f"Assets/Fonts/Inter-{weight}.ttf")


if __name__ == "__main__":
    main()
