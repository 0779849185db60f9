#include "CInterface.h"
