#pragma once
// Carries only the compiler flags of Dear ImGui to CInterface; C++ never reaches Swift.
