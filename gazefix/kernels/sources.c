// Tells which sources a library was made from, so that an old one is not called wrongly.
#include "pixels.h"

API uint32_t sources(void) { return SOURCES; }

#if defined(_WIN32)
// What the linker looks for in place of a C library.
int _fltused = 0;

int DllMainCRTStartup(void *library, unsigned reason, void *reserved) {
    (void)library, (void)reason, (void)reserved;
    return 1;
}
#endif
