// Frames, areas of them in floating point, and reading these between pixels.
#ifndef GAZEFIX_SAMPLING_H
#define GAZEFIX_SAMPLING_H

#include "pixels.h"

enum { CUBIC_MARGIN = 3 }; // pixels that cubic sampling reads beside a position

typedef struct {
    const uint8_t *pixels;
    int64_t stride;
    int width, height;
} Frame;

typedef struct {
    uint8_t *next, *end;
    int64_t missing; // bytes
} Scratch;

typedef struct {
    int x0, y0, width, height;
} Area;

// Takes a part of the scratch memory; null, and it is counted, if too little is left.
static inline void *take(Scratch *scratch, int64_t bytes) {
    bytes = (bytes + 63) & ~(int64_t)63;
    uint8_t *taken = scratch->next;
    if (bytes > scratch->end - taken) {
        scratch->missing += bytes;
        return 0;
    }
    scratch->next = taken + bytes;
    return taken;
}

static inline void cubic_weights(float t, float *w) {
    const float a = -0.75f; // OpenCV's
    float s = 1.0f - t;
    w[0] = ((a * (t + 1) - 5 * a) * (t + 1) + 8 * a) * (t + 1) - 4 * a;
    w[1] = ((a + 2) * t - (a + 3)) * t * t + 1;
    w[2] = ((a + 2) * s - (a + 3)) * s * s + 1;
    w[3] = 1.0f - w[0] - w[1] - w[2];
}

// Positions count from the picture's first pixel.
static inline f4 sample_cubic(const f4 *picture, int width, int height, float x, float y) {
    x = within(x, 1.0f, (float)(width - 3));
    y = within(y, 1.0f, (float)(height - 3));
    int ix = (int)x, iy = (int)y;
    float wx[4], wy[4];
    cubic_weights(x - (float)ix, wx);
    cubic_weights(y - (float)iy, wy);
    f8 left = {wx[0], wx[0], wx[0], wx[0], wx[1], wx[1], wx[1], wx[1]};
    f8 right = {wx[2], wx[2], wx[2], wx[2], wx[3], wx[3], wx[3], wx[3]};
    const f4 *row = picture + (int64_t)(iy - 1) * width + ix - 1;
    f8 sum = {0};
    for (int r = 0; r < 4; r++, row += width)
        sum += wy[r] * (left * two_pixels(row) + right * two_pixels(row + 2));
    return (f4){sum[0] + sum[4], sum[1] + sum[5], sum[2] + sum[6], 0.0f};
}

static inline f4 sample_linear(const f4 *picture, int width, int height, float x, float y) {
    x = within(x, 0.0f, (float)(width - 2));
    y = within(y, 0.0f, (float)(height - 2));
    int ix = (int)x, iy = (int)y;
    float tx = x - (float)ix, ty = y - (float)iy;
    const f4 *row = picture + (int64_t)iy * width + ix, *next = row + width;
    f4 upper = row[0] + tx * (row[1] - row[0]), lower = next[0] + tx * (next[1] - next[0]);
    return upper + ty * (lower - upper);
}

static inline f4 pixel_at(const uint8_t *p) {
    return (f4){(float)p[0], (float)p[1], (float)p[2], 1.0f};
}

// Copies an area of the frame; beyond the frame, its edges continue.
static inline void copy_area(const Frame *frame, Area area, f4 *made) {
    for (int y = 0; y < area.height; y++) {
        int row = clamp(area.y0 + y, 0, frame->height - 1);
        const uint8_t *from = frame->pixels + row * frame->stride;
        for (int x = 0; x < area.width; x++)
            *made++ = pixel_at(from + 3 * clamp(area.x0 + x, 0, frame->width - 1));
    }
}

#endif
