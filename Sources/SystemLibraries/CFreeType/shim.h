#pragma once
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_TRUETYPE_TABLES_H

// FT_LOAD_TARGET_LIGHT is a function-like macro, which Swift does not import.
static inline FT_Int32 freetype_load_target_light(void) { return FT_LOAD_TARGET_LIGHT; }

// FT_MAKE_TAG likewise: the tag of the table of kerning pairs.
static inline FT_ULong freetype_kern_tag(void) { return FT_MAKE_TAG('k', 'e', 'r', 'n'); }
