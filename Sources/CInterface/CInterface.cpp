// The one file with calls to Dear ImGui, and the one place for the differences between its versions.
#include "CInterface.h"

#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunknown-warning-option"
#pragma clang diagnostic ignored "-Wnontrivial-memcall"  // ImGui clears its own types with memset
#endif
#include <imgui.h>
#include <imgui_internal.h>
#ifdef __clang__
#pragma clang diagnostic pop
#endif

#include <cmath>
#include <cstring>
#include <string>

namespace {

// What belongs to one ImGui context.
struct Context {
    ImGuiContext *imgui = nullptr;
    ImFont *font = nullptr;
    float fontPixels = 0;
    int openRegions = 0;
    bool isTextFieldActive = false;
    bool wasTextFieldActive = false;
    int framesToPlaceCaret = 0;
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

// Puts the caret behind the text: ImGui selects everything where a field gets the focus without a click.
int placeCaret(ImGuiInputTextCallbackData *data) {
    if (current->framesToPlaceCaret <= 0) return 0;
    current->framesToPlaceCaret--;
    data->CursorPos = data->BufTextLen;
    data->SelectionStart = data->SelectionEnd = data->CursorPos;
    return 0;
}

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
    if (current == doomed) current = nullptr;
    delete doomed;
}

bool interfaceSetFont(const char *path, float pixels, InterfaceAtlas *atlas) {
    // Names of files and variants: Latin, Greek, Cyrillic, punctuation.
    static const ImWchar characters[] = {0x20, 0x24F, 0x370, 0x3FF, 0x400, 0x4FF, 0x1E00, 0x1EFF,
                                         0x2000, 0x206F, 0x20A0, 0x20BF, 0xFFFD, 0xFFFD, 0};
    ImFontAtlas *all = ImGui::GetIO().Fonts;
    all->Clear();
    all->Flags |= ImFontAtlasFlags_NoMouseCursors;
    ImFontConfig config;
    config.OversampleH = 2;
    config.OversampleV = 1;
    current->font = all->AddFontFromFileTTF(path, pixels, &config, characters);
    current->fontPixels = pixels;
    if (!current->font) return false;
    unsigned char *coverage = nullptr;
    int width = 0, height = 0;
    all->GetTexDataAsAlpha8(&coverage, &width, &height);
    all->SetTexID(textureFrom(interfaceFontTexture));
    *atlas = InterfaceAtlas{coverage, width, height};
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
        list->CmdBuffer.Size, list->_OwnerName ? list->_OwnerName : ""};
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
    const char *name, char *text, int32_t capacity, float x, float y, float width, float height, uint32_t ink,
    uint32_t selection, bool takesFocus, bool selectsAll) {
    ImGui::SetCursorScreenPos(ImVec2(x, y));
    ImGui::PushStyleColor(ImGuiCol_FrameBg, 0u);
    ImGui::PushStyleColor(ImGuiCol_Text, ink);
    ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, selection);
    ImGui::PushStyleColor(ImGuiCol_NavHighlight, 0u);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, floorf((height - current->fontPixels) / 2)));
#if IMGUI_VERSION_NUM >= 19200
    ImGui::PushFont(current->font, current->fontPixels);
#else
    ImGui::PushFont(current->font);
#endif
    ImGui::SetNextItemWidth(width);
    if (takesFocus) ImGui::SetKeyboardFocusHere();
    if (takesFocus && !selectsAll) current->framesToPlaceCaret = 2;
    ImGuiInputTextFlags flags = ImGuiInputTextFlags_EnterReturnsTrue;
    flags |= selectsAll ? ImGuiInputTextFlags_AutoSelectAll : ImGuiInputTextFlags_CallbackAlways;
    char label[256];
    ImFormatString(label, sizeof(label), "##%s", name);
    bool isSubmitted = ImGui::InputText(
        label, text, (size_t)capacity, flags, selectsAll ? nullptr : placeCaret);
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

// Puts line ends in place of spaces where words would reach beyond the width; the length stays as it is, and so do
// the places of caret and selection.
static void breakLines(char *text, int length, ImFont *font, float size, float width) {
    int lineStart = 0, lastSpace = -1;
    for (int index = 0; index < length; index++) {
        if (text[index] == '\n') text[index] = ' ';
        if (text[index] == ' ') lastSpace = index;
        float reach = font->CalcTextSizeA(size, FLT_MAX, 0, text + lineStart, text + index + 1).x;
        if (reach <= width || lastSpace < lineStart || text[index] == ' ') continue;
        text[lastSpace] = '\n';
        lineStart = lastSpace + 1;
    }
}

static int breakEditedLines(ImGuiInputTextCallbackData *data) {
    float width = *(float *)data->UserData;
    breakLines(data->Buf, data->BufTextLen, ImGui::GetFont(), ImGui::GetFontSize(), width);
    data->BufDirty = true;
    return 0;
}

int32_t interfaceTextArea(
    const char *name, char *text, int32_t capacity, float x, float y, float width, float height, uint32_t ink,
    uint32_t selection) {
    ImGui::SetCursorScreenPos(ImVec2(x, y));
    const ImGuiCol hidden[] = {ImGuiCol_FrameBg, ImGuiCol_NavHighlight, ImGuiCol_ScrollbarBg};
    for (ImGuiCol color : hidden) ImGui::PushStyleColor(color, 0u);
    ImGui::PushStyleColor(ImGuiCol_Text, ink);
    ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, selection);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, 6);
#if IMGUI_VERSION_NUM >= 19200
    ImGui::PushFont(current->font, current->fontPixels);
#else
    ImGui::PushFont(current->font);
#endif
    float room = width - 12;
    breakLines(text, (int)strlen(text), ImGui::GetFont(), ImGui::GetFontSize(), room);
    char label[256];
    ImFormatString(label, sizeof(label), "##%s", name);
    ImGui::InputTextMultiline(
        label, text, (size_t)capacity, ImVec2(width, height),
        ImGuiInputTextFlags_CallbackEdit | ImGuiInputTextFlags_NoHorizontalScroll, breakEditedLines, &room);
    int32_t result = ImGui::IsItemEdited() ? interfaceFieldChanged : 0;
    if (ImGui::IsItemDeactivated()) result |= interfaceFieldLeft;
    if (ImGui::IsItemActive()) {
        result |= interfaceFieldActive;
        current->isTextFieldActive = true;
    }
    ImGui::PopFont();
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor(5);
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
