#pragma once
#include <png.h>
#include <string.h>

// libpng's simplified interface for 8-bit RGBA; its format macros and its version-checked struct do not reach Swift.

// A fresh image header of the given size (0 x 0 before reading).
static inline png_image png_rgba_image(png_uint_32 width, png_uint_32 height) {
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    image.width = width;
    image.height = height;
    image.format = PNG_FORMAT_RGBA;
    return image;
}

// What went wrong, or an empty string.
static inline const char *png_rgba_message(const png_image *image) { return image->message; }

// No PNG of the image is longer than so many bytes.
static inline png_alloc_size_t png_rgba_size_max(const png_image *image) { return PNG_IMAGE_PNG_SIZE_MAX(*image); }

// Reads the header of a PNG in memory; the pixels then come as RGBA. 0 where it fails.
static inline int png_rgba_begin(png_image *image, const void *bytes, size_t count) {
    int ok = png_image_begin_read_from_memory(image, bytes, count);
    image->format = PNG_FORMAT_RGBA;
    return ok;
}
