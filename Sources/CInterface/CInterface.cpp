// The one file with calls to Dear ImGui, and the one place for the differences between its versions.
#include "CInterface.h"

#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunknown-warning-option"
#pragma clang diagnostic ignored "-Wnontrivial-memcall"  // ImGui clears its own types with memset
#endif
#include <imgui.h>
#include <imgui_freetype.h>
#include <imgui_internal.h>
#ifdef __clang__
#pragma clang diagnostic pop
#endif

#include <ft2build.h>
#include FT_FREETYPE_H

#include <cmath>
#include <cstring>
#include <map>
#include <string>
#include <unordered_map>

namespace {

constexpr int maximalFontCount = 64;

// The exact measures of a font file, in font units; ImGui itself rounds advances and knows no kerning.
struct Face {
    FT_Face handle = nullptr;
    std::unordered_map<uint32_t, std::pair<FT_UInt, float>> glyphs;  // by character: index and advance

    std::pair<FT_UInt, float> glyph(uint32_t character) {
        auto known = glyphs.find(character);
        if (known != glyphs.end()) return known->second;
        std::pair<FT_UInt, float> found(FT_Get_Char_Index(handle, character), 0);
        if (FT_Load_Glyph(handle, found.first, FT_LOAD_NO_SCALE) == 0)
            found.second = (float)handle->glyph->metrics.horiAdvance;
        glyphs.emplace(character, found);
        return found;
    }
    float kerning(FT_UInt left, FT_UInt right) const {
        FT_Vector shift = {0, 0};
        if (!FT_HAS_KERNING(handle) || FT_Get_Kerning(handle, left, right, FT_KERNING_UNSCALED, &shift) != 0)
            return 0;
        return (float)shift.x;
    }
};

// A face at a size: `pixels` is the em, `imguiPixels` the height from the lowest to the highest letter, by
// which ImGui measures fonts.
struct Font {
    ImFont *imgui = nullptr;
    Face *face = nullptr;
    float pixels = 0;
    float imguiPixels = 0;
};

// What belongs to one ImGui context.
struct Context {
    ImGuiContext *imgui = nullptr;
    FT_Library freetype = nullptr;
    std::map<std::string, Face> faces;
    Font fonts[maximalFontCount];
    int fontCount = 0;
    int openRegions = 0;
    bool isTextFieldActive = false;
    bool wasTextFieldActive = false;
    const char *(*readClipboard)(void *) = nullptr;
    void (*writeClipboard)(void *, const char *) = nullptr;
    void *clipboardUser = nullptr;
    std::string clipboard;
};

Context *current = nullptr;

ImTextureID textureFrom(uint64_t texture) { return (ImTextureID)(uintptr_t)texture; }

ImDrawList *drawList() {
    return current->openRegions > 0 ? ImGui::GetWindowDrawList() : ImGui::GetForegroundDrawList();
}

const Font &fontAt(int32_t index) {
    return current->fonts[index >= 0 && index < current->fontCount ? index : 0];
}

// The face of a file, read once; nil where it is no font.
Face *faceAt(const char *path) {
    if (!current->freetype && FT_Init_FreeType(&current->freetype) != 0) return nullptr;
    Face &face = current->faces[path];
    if (!face.handle && FT_New_Face(current->freetype, path, 0, &face.handle) != 0) return nullptr;
    return &face;
}

float ascent(const Font &font) {
#if IMGUI_VERSION_NUM >= 19200
    return font.imgui->GetFontBaked(font.imguiPixels)->Ascent;
#else
    return font.imgui->Ascent;
#endif
}

auto glyphOf(const Font &font, uint32_t character) {
#if IMGUI_VERSION_NUM >= 19200
    return font.imgui->GetFontBaked(font.imguiPixels)->FindGlyph((ImWchar)character);
#else
    return font.imgui->FindGlyph((ImWchar)character);
#endif
}

// Calls `body(character, pen)` for every character; returns the whole width. In pixels.
template <typename Body> float walk(const Font &font, const char *text, Body body) {
    float scale = font.pixels / (float)font.face->handle->units_per_EM;
    float pen = 0;
    FT_UInt previous = 0;
    for (const char *end = text + strlen(text); text < end;) {
        unsigned int character = 0;
        text += ImTextCharFromUtf8(&character, text, end);
        auto [index, advance] = font.face->glyph(character);
        if (previous && index) pen += font.face->kerning(previous, index) * scale;
        body(character, pen);
        pen += advance * scale;
        previous = index;
    }
    return pen;
}

const char *readClipboard() {
    if (!current || !current->readClipboard) return "";
    const char *text = current->readClipboard(current->clipboardUser);
    current->clipboard = text ? text : "";
    return current->clipboard.c_str();
}

void writeClipboard(const char *text) {
    if (current && current->writeClipboard) current->writeClipboard(current->clipboardUser, text);
}

#if IMGUI_VERSION_NUM >= 19110
const char *readClipboardOf(ImGuiContext *) { return readClipboard(); }
void writeClipboardOf(ImGuiContext *, const char *text) { writeClipboard(text); }
#else
const char *readClipboardOf(void *) { return readClipboard(); }
void writeClipboardOf(void *, const char *text) { writeClipboard(text); }
#endif

#if IMGUI_VERSION_NUM >= 18700
ImGuiKey imguiKey(InterfaceKey key) {
    static const ImGuiKey keys[interfaceKeyCount] = {
        ImGuiKey_Tab,    ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow,
        ImGuiKey_Home,   ImGuiKey_End,       ImGuiKey_Delete,     ImGuiKey_Backspace, ImGuiKey_Enter,
        ImGuiKey_Escape, ImGuiKey_A,         ImGuiKey_C,          ImGuiKey_V,       ImGuiKey_X,
        ImGuiKey_Y,      ImGuiKey_Z,
    };
    return keys[key];
}
#else
void mapKeys(ImGuiIO &io) {
    static const int keys[interfaceKeyCount] = {
        ImGuiKey_Tab,    ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow,
        ImGuiKey_Home,   ImGuiKey_End,       ImGuiKey_Delete,     ImGuiKey_Backspace, ImGuiKey_Enter,
        ImGuiKey_Escape, ImGuiKey_A,         ImGuiKey_C,          ImGuiKey_V,       ImGuiKey_X,
        ImGuiKey_Y,      ImGuiKey_Z,
    };
    for (int key = 0; key < interfaceKeyCount; key++) io.KeyMap[keys[key]] = key;
}
#endif

// Spaces, margins and frames are the caller's: everything of ImGui's own look is zero.
void strip(ImGuiStyle &style) {
    style.WindowPadding = ImVec2(0, 0);
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.WindowMinSize = ImVec2(1, 1);
    style.FramePadding = ImVec2(0, 0);
    style.FrameBorderSize = 0;
    style.ItemSpacing = ImVec2(0, 0);
    style.ItemInnerSpacing = ImVec2(0, 0);
    style.AntiAliasedLinesUseTex = false;
    style.CircleTessellationMaxError = 0.1f;
}

}  // namespace

// MARK: Life

void *interfaceCreate(void) {
    IMGUI_CHECKVERSION();
    auto *context = new Context();
    context->imgui = ImGui::CreateContext();
    interfaceUse(context);
    ImGuiIO &io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.ConfigWindowsResizeFromEdges = false;
    io.ConfigInputTextCursorBlink = false;  // a blinking cursor would keep an idle window busy
    io.MouseDoubleClickTime = 0.4f;
#if IMGUI_VERSION_NUM < 18700
    mapKeys(io);
#endif
#if IMGUI_VERSION_NUM >= 19110
    ImGui::GetPlatformIO().Platform_GetClipboardTextFn = readClipboardOf;
    ImGui::GetPlatformIO().Platform_SetClipboardTextFn = writeClipboardOf;
#else
    io.GetClipboardTextFn = readClipboardOf;
    io.SetClipboardTextFn = writeClipboardOf;
#endif
    strip(ImGui::GetStyle());
    return context;
}

void interfaceUse(void *context) {
    current = static_cast<Context *>(context);
    ImGui::SetCurrentContext(current ? current->imgui : nullptr);
}

void interfaceDestroy(void *context) {
    auto *doomed = static_cast<Context *>(context);
    ImGui::DestroyContext(doomed->imgui);
    if (doomed->freetype) FT_Done_FreeType(doomed->freetype);  // frees the faces too
    if (current == doomed) current = nullptr;
    delete doomed;
}

bool interfaceSetFonts(const InterfaceFont *fonts, int32_t count, InterfaceAtlas *atlas) {
    // Latin with all accents, punctuation, arrows, and the signs that numbers need.
    static const ImWchar narrow[] = {0x20, 0x17F, 0x2000, 0x206F, 0x2190, 0x2193, 0x2212, 0x2212, 0x2264, 0x2265, 0xFFFD, 0xFFFD, 0};
    static const ImWchar wide[] = {0x20, 0x24F, 0x370, 0x3FF, 0x400, 0x4FF, 0x1E00, 0x1EFF, 0x2000, 0x206F, 0x20A0, 0x20BF, 0x2190, 0x2193, 0x2212, 0x2212, 0x2264, 0x2265, 0xFFFD, 0xFFFD, 0};
    ImFontAtlas *all = ImGui::GetIO().Fonts;
    all->Clear();
#if IMGUI_VERSION_NUM >= 19200
    all->SetFontLoader(ImGuiFreeType::GetFontLoader());
    all->FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
#else
    all->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    all->FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
#endif
    all->Flags |= ImFontAtlasFlags_NoMouseCursors;
    all->TexGlyphPadding = 1;
    current->fontCount = 0;
    for (int index = 0; index < count && index < maximalFontCount; index++) {
        ImFontConfig config;
        config.OversampleH = 1;
        config.OversampleV = 1;
        Face *face = faceAt(fonts[index].path);
        if (!face) return false;
        float height = (float)(face->handle->ascender - face->handle->descender) / face->handle->units_per_EM;
        // ImGui's builder cuts heights to whole pixels: the em that comes out is at most 4 % off.
        float imguiPixels = roundf(fonts[index].pixels * height);
        Font font{nullptr, face, imguiPixels / height, imguiPixels};
        font.imgui = all->AddFontFromFileTTF(
            fonts[index].path, font.imguiPixels, &config, fonts[index].isWide ? wide : narrow);
        if (!font.imgui) return false;
        current->fonts[index] = font;
        current->fontCount = index + 1;
    }
    unsigned char *coverage = nullptr;
    int width = 0, height = 0;
    all->GetTexDataAsAlpha8(&coverage, &width, &height);
    all->SetTexID(textureFrom(interfaceFontTexture));
    atlas->coverage = coverage;
    atlas->width = width;
    atlas->height = height;
    return coverage != nullptr;
}

void interfaceSetClipboard(const char *(*read)(void *), void (*write)(void *, const char *), void *user) {
    current->readClipboard = read;
    current->writeClipboard = write;
    current->clipboardUser = user;
}

// MARK: Input

void interfaceMovePointer(float x, float y) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMousePosEvent(x, y);
#else
    ImGui::GetIO().MousePos = ImVec2(x, y);
#endif
}

void interfacePressButton(int32_t button, bool isDown) {
    if (button < 0 || button > 2) return;
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMouseButtonEvent(button, isDown);
#else
    ImGui::GetIO().MouseDown[button] = isDown;
#endif
}

void interfaceTurnWheel(float notches) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMouseWheelEvent(0, notches);
#else
    ImGui::GetIO().MouseWheel += notches;
#endif
}

void interfacePressKey(InterfaceKey key, bool isDown) {
    if (key < 0 || key >= interfaceKeyCount) return;
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddKeyEvent(imguiKey(key), isDown);
#else
    ImGui::GetIO().KeysDown[key] = isDown;
#endif
}

void interfaceSetModifiers(bool control, bool shift, bool alt) {
    ImGuiIO &io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18900
    io.AddKeyEvent(ImGuiMod_Ctrl, control);
    io.AddKeyEvent(ImGuiMod_Shift, shift);
    io.AddKeyEvent(ImGuiMod_Alt, alt);
#elif IMGUI_VERSION_NUM >= 18700
    io.AddKeyEvent(ImGuiKey_ModCtrl, control);
    io.AddKeyEvent(ImGuiKey_ModShift, shift);
    io.AddKeyEvent(ImGuiKey_ModAlt, alt);
#else
    io.KeyCtrl = control;
    io.KeyShift = shift;
    io.KeyAlt = alt;
#endif
}

void interfaceTypeCharacter(uint32_t codepoint) { ImGui::GetIO().AddInputCharacter(codepoint); }

float interfaceWheel(void) { return ImGui::GetIO().MouseWheel; }

// MARK: Frame

void interfaceBeginFrame(float width, float height, float seconds) {
    ImGuiIO &io = ImGui::GetIO();
    io.DisplaySize = ImVec2(width, height);
    io.DeltaTime = seconds > 0 ? seconds : 1e-4f;
    current->wasTextFieldActive = current->isTextFieldActive;
    current->isTextFieldActive = false;
    ImGui::NewFrame();
}

void interfaceEndFrame(void) { ImGui::Render(); }

int32_t interfaceMeshCount(void) { return ImGui::GetDrawData()->CmdListsCount; }

InterfaceMesh interfaceMeshAt(int32_t index) {
    const ImDrawList *list = ImGui::GetDrawData()->CmdLists[index];
    static_assert(sizeof(ImDrawVert) == 20 && sizeof(ImDrawIdx) == 2, "the layout that the header promises");
    return InterfaceMesh{
        list->VtxBuffer.Data, list->VtxBuffer.Size, list->IdxBuffer.Data, list->IdxBuffer.Size,
        list->CmdBuffer.Size};
}

InterfaceBatch interfaceBatchAt(int32_t mesh, int32_t index) {
    const ImDrawCmd &command = ImGui::GetDrawData()->CmdLists[mesh]->CmdBuffer[index];
    return InterfaceBatch{
        command.ClipRect.x, command.ClipRect.y, command.ClipRect.z, command.ClipRect.w,
        (uint64_t)(uintptr_t)command.GetTexID(), command.IdxOffset,
        command.UserCallback ? 0 : command.ElemCount, command.VtxOffset};
}

// MARK: Regions

void interfaceBeginRegion(const char *name, float x, float y, float width, float height, bool isFloating) {
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav |
        ImGuiWindowFlags_NoScrollWithMouse;
    flags |= isFloating ? ImGuiWindowFlags_NoFocusOnAppearing * 0
                        : ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoFocusOnAppearing;
    ImGui::SetNextWindowPos(ImVec2(x, y));
    ImGui::SetNextWindowSize(ImVec2(width, height));
    ImGui::Begin(name, nullptr, flags);
    current->openRegions++;
}

void interfaceEndRegion(void) {
    current->openRegions--;
    ImGui::End();
}

bool interfaceIsRegionHovered(void) {
    return ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
}

int32_t interfaceArea(const char *name, float x, float y, float width, float height) {
    if (width <= 0 || height <= 0) return 0;
    ImGui::SetCursorScreenPos(ImVec2(x, y));
    bool isClicked = ImGui::InvisibleButton(name, ImVec2(width, height));
    int32_t result = isClicked ? interfaceClicked : 0;
    if (ImGui::IsItemHovered()) {
        result |= interfaceHovered;
        if (ImGui::IsMouseDoubleClicked(0)) result |= interfaceDoubleClicked;
        if (ImGui::IsMouseClicked(1)) result |= interfaceRightClicked;
    }
    if (ImGui::IsItemActivated()) result |= interfacePressed;
    if (ImGui::IsItemActive()) result |= interfaceHeld;
    return result;
}

int32_t interfaceTextField(
    const char *name, char *text, int32_t capacity, int32_t font, float x, float y, float width, float height,
    uint32_t ink, uint32_t selection, bool takesFocus) {
    const Font &face = fontAt(font);
    ImGui::SetCursorScreenPos(ImVec2(x, y));
    ImGui::PushStyleColor(ImGuiCol_FrameBg, 0u);
    ImGui::PushStyleColor(ImGuiCol_Text, ink);
    ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, selection);
    ImGui::PushStyleColor(ImGuiCol_NavHighlight, 0u);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, floorf((height - face.imguiPixels) / 2)));
#if IMGUI_VERSION_NUM >= 19200
    ImGui::PushFont(face.imgui, face.imguiPixels);
#else
    ImGui::PushFont(face.imgui);
#endif
    ImGui::SetNextItemWidth(width);
    if (takesFocus) ImGui::SetKeyboardFocusHere();
    char label[256];
    ImFormatString(label, sizeof(label), "##%s", name);
    bool isSubmitted = ImGui::InputText(
        label, text, (size_t)capacity, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    int32_t result = isSubmitted ? interfaceFieldSubmitted : 0;
    if (ImGui::IsItemEdited()) result |= interfaceFieldChanged;
    if (ImGui::IsItemDeactivated()) result |= interfaceFieldLeft;
    if (ImGui::IsItemActive()) {
        result |= interfaceFieldActive;
        current->isTextFieldActive = true;
    }
    ImGui::PopFont();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor(4);
    return result;
}

bool interfaceIsTextFieldActive(void) { return current->isTextFieldActive || current->wasTextFieldActive; }

void interfaceLeaveTextField(void) { ImGui::ClearActiveID(); }

// MARK: Drawing

void interfaceFillRectangle(float x, float y, float width, float height, uint32_t color, float radius) {
    drawList()->AddRectFilled(ImVec2(x, y), ImVec2(x + width, y + height), color, radius);
}

void interfaceOutlineRectangle(
    float x, float y, float width, float height, uint32_t color, float lineWidth, float radius) {
    // ImGui strokes along the middle, half a pixel off: the path keeps the whole line inside.
    float inset = lineWidth / 2;
    ImDrawList *list = drawList();
    list->PathRect(
        ImVec2(x + inset, y + inset), ImVec2(x + width - inset, y + height - inset),
        radius > inset ? radius - inset : 0);
    list->PathStroke(color, ImDrawFlags_Closed, lineWidth);
}

void interfaceLine(const float *points, int32_t count, uint32_t color, float lineWidth, bool isClosed) {
    drawList()->AddPolyline(
        reinterpret_cast<const ImVec2 *>(points), count, color,
        isClosed ? ImDrawFlags_Closed : ImDrawFlags_None, lineWidth);
}

void interfaceFillPolygon(const float *points, int32_t count, uint32_t color) {
    drawList()->AddConvexPolyFilled(reinterpret_cast<const ImVec2 *>(points), count, color);
}

void interfaceFillCircle(float x, float y, float radius, uint32_t color) {
    drawList()->AddCircleFilled(ImVec2(x, y), radius, color);
}

void interfaceOutlineCircle(float x, float y, float radius, uint32_t color, float lineWidth) {
    drawList()->AddCircle(ImVec2(x, y), radius, color, 0, lineWidth);
}

void interfaceImage(uint64_t texture, float x, float y, float width, float height) {
    drawList()->AddImage(textureFrom(texture), ImVec2(x, y), ImVec2(x + width, y + height));
}

void interfaceGradient(float x, float y, float width, float height, uint32_t left, uint32_t right) {
    drawList()->AddRectFilledMultiColor(ImVec2(x, y), ImVec2(x + width, y + height), left, right, right, left);
}

void interfaceText(int32_t index, float x, float baseline, uint32_t color, const char *text) {
    const Font &font = fontAt(index);
    ImDrawList *list = drawList();
    float top = roundf(baseline) - ascent(font);
    walk(font, text, [&](uint32_t character, float pen) {
        auto glyph = glyphOf(font, character);
        if (!glyph || !glyph->Visible) return;
        // Every letter on whole pixels: crisp, and the exact pen keeps the rounding from adding up.
        float left = roundf(x + pen);
        list->PrimReserve(6, 4);
        list->PrimRectUV(
            ImVec2(left + glyph->X0, top + glyph->Y0), ImVec2(left + glyph->X1, top + glyph->Y1),
            ImVec2(glyph->U0, glyph->V0), ImVec2(glyph->U1, glyph->V1), color);
    });
}

float interfaceTextWidth(int32_t index, const char *text) {
    return walk(fontAt(index), text, [](uint32_t, float) {});
}

void interfaceBeginClip(float x, float y, float width, float height) {
    ImVec2 low(x, y), high(x + width, y + height);
    // The region's clip also limits what can be pointed at.
    if (current->openRegions > 0) ImGui::PushClipRect(low, high, true);
    else drawList()->PushClipRect(low, high, true);
}

void interfaceEndClip(void) {
    if (current->openRegions > 0) ImGui::PopClipRect();
    else drawList()->PopClipRect();
}
