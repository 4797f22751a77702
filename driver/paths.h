// Where the compiler finds what it ships with: beside itself when installed, in the source tree when not.
#ifndef MINIC_DRIVER_PATHS_H
#define MINIC_DRIVER_PATHS_H

#include "base/arena.h"

const char *paths_library(Arena *arena); // folder of the standard library's packages
const char *paths_runtime(Arena *arena); // libminirt.a

#endif
