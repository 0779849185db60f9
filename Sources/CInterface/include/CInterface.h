// Dear ImGui behind a flat C header: regions that catch the pointer, text fields, and lists of triangles.
//
// All lengths are pixels of the framebuffer, x to the right, y down. All strings are UTF-8. Colours are
// 0xAABBGGRR with straight alpha. Everything belongs to one thread. No ImGui type and no stock ImGui widget
// reaches the outside: shapes are drawn by the caller with the functions below, and words by another renderer.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// An 8-bit coverage picture with the letters of text fields, to be used as the texture `interfaceFontTexture`.
typedef struct {
    const uint8_t *coverage;
    int32_t width;
    int32_t height;
} InterfaceAtlas;

// What the pointer does to an area.
enum {
    interfaceHovered = 1,
    interfaceHeld = 2,
    interfaceClicked = 4,
    interfaceDoubleClicked = 8,
    interfaceRightClicked = 16,
    interfacePressed = 32,
};

// What happened to a text field.
enum {
    interfaceFieldChanged = 1,
    interfaceFieldSubmitted = 2,
    interfaceFieldActive = 4,
    interfaceFieldLeft = 8,
};

// Keys that a text field needs.
typedef enum {
    interfaceKeyTab,
    interfaceKeyLeft,
    interfaceKeyRight,
    interfaceKeyUp,
    interfaceKeyDown,
    interfaceKeyHome,
    interfaceKeyEnd,
    interfaceKeyDelete,
    interfaceKeyBackspace,
    interfaceKeyEnter,
    interfaceKeyEscape,
    interfaceKeyA,
    interfaceKeyC,
    interfaceKeyV,
    interfaceKeyX,
    interfaceKeyY,
    interfaceKeyZ,
    interfaceKeyCount,
} InterfaceKey;

// A run of triangles with one clip and one texture.
typedef struct {
    float clipLeft, clipTop, clipRight, clipBottom;
    uint64_t texture;
    uint32_t firstIndex;
    uint32_t indexCount;
    uint32_t firstVertex;
} InterfaceBatch;

// Vertices of 20 bytes (x, y, u, v as floats, then red, green, blue, alpha as bytes) and 16-bit indices.
typedef struct {
    const void *vertices;
    int32_t vertexCount;
    const uint16_t *indices;
    int32_t indexCount;
    int32_t batchCount;
    // The name of the region that it belongs to; of what lies above everything, "##Foreground".
    const char *region;
} InterfaceMesh;

enum { interfaceFontTexture = 1 };

// Life. A context is made current by `interfaceCreate` and `interfaceUse`; all other calls speak to it.
void *interfaceCreate(void);
void interfaceUse(void *context);
void interfaceDestroy(void *context);
// Sets the font of text fields; `pixels` from the lowest to the highest letter. False where it cannot be used.
bool interfaceSetFont(const char *path, float pixels, InterfaceAtlas *atlas);
void interfaceSetClipboard(const char *(*read)(void *), void (*write)(void *, const char *), void *user);

// Input since the frame before.
void interfaceMovePointer(float x, float y);
void interfacePressButton(int32_t button, bool isDown);
void interfaceTurnWheel(float notches);
void interfacePressKey(InterfaceKey key, bool isDown);
void interfaceSetModifiers(bool control, bool shift, bool alt);
void interfaceTypeCharacter(uint32_t codepoint);
float interfaceWheel(void);

// A frame: begin, regions with their areas and drawings, end; then its meshes can be read.
void interfaceBeginFrame(float width, float height, float seconds);
void interfaceEndFrame(void);
int32_t interfaceMeshCount(void);
InterfaceMesh interfaceMeshAt(int32_t index);
InterfaceBatch interfaceBatchAt(int32_t mesh, int32_t index);

// A region of the window that catches the pointer. A floating one lies above all that are not, and the one
// that has appeared last above the other floating ones.
void interfaceBeginRegion(const char *name, float x, float y, float width, float height, bool isFloating);
void interfaceEndRegion(void);
// Whether the pointer is over the region that is open, and over nothing above it.
bool interfaceIsRegionHovered(void);
// An area that can be pointed at; answers with the flags above. Where areas overlap, the first one wins.
int32_t interfaceArea(const char *name, float x, float y, float width, float height);
// A line of text that can be edited in place, without any frame of its own; `text` has `capacity` bytes.
int32_t interfaceTextField(
    const char *name, char *text, int32_t capacity, float x, float y, float width, float height, uint32_t ink,
    uint32_t selection, bool takesFocus, bool selectsAll);
// Several lines of text that can be edited in place; lines break at spaces by themselves, and a line end in `text`
// stands for a space.
int32_t interfaceTextArea(
    const char *name, char *text, int32_t capacity, float x, float y, float width, float height, uint32_t ink,
    uint32_t selection);
bool interfaceIsTextFieldActive(void);
void interfaceLeaveTextField(void);

// Drawing into the open region; where none is open, above everything.
void interfaceFillRectangle(float x, float y, float width, float height, uint32_t color, float radius);
void interfaceOutlineRectangle(
    float x, float y, float width, float height, uint32_t color, float lineWidth, float radius);
// `points` are x and y in turn.
void interfaceLine(const float *points, int32_t count, uint32_t color, float lineWidth, bool isClosed);
void interfaceFillPolygon(const float *points, int32_t count, uint32_t color);
void interfaceFillCircle(float x, float y, float radius, uint32_t color);
void interfaceOutlineCircle(float x, float y, float radius, uint32_t color, float lineWidth);
void interfaceImage(uint64_t texture, float x, float y, float width, float height);
void interfaceGradient(float x, float y, float width, float height, uint32_t left, uint32_t right);
void interfaceBeginClip(float x, float y, float width, float height);
void interfaceEndClip(void);

#ifdef __cplusplus
}
#endif
