// What all kernels share. They are freestanding: no C library; scratch memory comes from the caller.
#ifndef GAZEFIX_PIXELS_H
#define GAZEFIX_PIXELS_H

#include <stdint.h>

#if defined(_WIN32)
#define API __declspec(dllexport)
#else
#define API __attribute__((visibility("default")))
#endif

// A pixel in floating point: blue, green, red and a fourth number that pads it.
typedef float f4 __attribute__((vector_size(16)));
typedef int32_t i4 __attribute__((vector_size(16)));
// Two pixels, or eight numbers; and the same at any address of numbers.
typedef float f8 __attribute__((vector_size(32)));
typedef float f8_anywhere __attribute__((vector_size(32), aligned(4)));

static inline float least(float a, float b) { return a < b ? a : b; }
static inline float most(float a, float b) { return a > b ? a : b; }
static inline float within(float v, float low, float high) { return least(most(v, low), high); }
// 0 at the first value, 1 at the second and beyond it, and linear between them.
static inline float ramp(float v, const float *at) { return within((v - at[0]) / (at[1] - at[0]), 0, 1); }
static inline int clamp(int v, int low, int high) { return v < low ? low : v > high ? high : v; }
static inline int round_down(double v) { return (int)__builtin_floor(v); }
static inline int round_up(double v) { return (int)__builtin_ceil(v); }
static inline uint8_t to_level(float v) { return (uint8_t)(within(v, 0.0f, 255.0f) + 0.5f); }
static inline f4 splat(float v) { return (f4){v, v, v, v}; }
static inline f8 two_pixels(const f4 *p) { return *(const f8_anywhere *)p; }
static inline f4 within4(f4 v, f4 low, f4 high) {
    return __builtin_elementwise_min(__builtin_elementwise_max(v, low), high);
}

#endif
