// Adds the change from one picture to another to the planes of a third, stored in other colours.

#include "pixels.h"

// One plane of the stored picture: its samples and their rows' distance in bytes, its size, the
// pixels that a sample stands for, and what one grey level more in blue, green and red adds to it.
typedef struct {
    uint8_t *samples;
    int64_t stride;
    int32_t width, height;
    int32_t across, down;
    float row[3];
} Plane;

typedef uint64_t u64_any __attribute__((aligned(1), may_alias));

static int equal_eight(const uint8_t *one, const uint8_t *other) {
    return *(const u64_any *)one == *(const u64_any *)other;
}

// Widens [*first, *last) to the pixels of two rows that differ.
static void widen(const uint8_t *one, const uint8_t *other, int width, int *first, int *last) {
    int bytes = 3 * width, begin = 0, end = bytes;
    while (begin + 64 <= bytes) {  // most rows are alike: many bytes at once
        uint64_t apart = 0;
        for (int i = 0; i < 64; i += 8) {
            apart |= *(const u64_any *)(one + begin + i) ^ *(const u64_any *)(other + begin + i);
        }
        if (apart) break;
        begin += 64;
    }
    while (begin < bytes && one[begin] == other[begin]) begin++;
    if (begin == bytes) return;
    while (end - 8 > begin && equal_eight(one + end - 8, other + end - 8)) end -= 8;
    while (one[end - 1] == other[end - 1]) end--;
    *first = begin / 3 < *first ? begin / 3 : *first;
    *last = (end + 2) / 3 > *last ? (end + 2) / 3 : *last;
}

// Two pictures of one size: as it was and as it is.
typedef struct {
    const uint8_t *before, *after;
    int64_t before_stride, after_stride;
    int width, height;
} Pictures;

// Adds the mean change of the pixels that each sample of a plane's row stands for.
static inline __attribute__((always_inline)) void add_row(
    const Pictures *both, const Plane *plane, int across, int down, int y, int first, int last,
    int wide, float limit
) {
    float share = 1.0f / (float)(across * down);
    float blue = plane->row[0] * share, green = plane->row[1] * share, red = plane->row[2] * share;
    uint8_t *row = plane->samples + y * plane->stride;
    uint16_t *deep = (uint16_t *)row;
    for (int x = first; x < last; x++) {
        int b = 0, g = 0, r = 0;
        for (int dy = 0; dy < down; dy++) {
            int py = clamp(y * down + dy, 0, both->height - 1);
            for (int dx = 0; dx < across; dx++) {
                int at = 3 * clamp(x * across + dx, 0, both->width - 1);
                const uint8_t *old = both->before + py * both->before_stride + at;
                const uint8_t *new = both->after + py * both->after_stride + at;
                b += new[0] - old[0], g += new[1] - old[1], r += new[2] - old[2];
            }
        }
        float change = (float)b * blue + (float)g * green + (float)r * red;
        float level = __builtin_rintf((wide ? (float)deep[x] : (float)row[x]) + change);
        level = within(level, 0, limit);
        if (wide) deep[x] = (uint16_t)level;
        else row[x] = (uint8_t)level;
    }
}

// Both pictures have 8 bits in blue, green and red; samples have 8, or 16 if they are `wide`, and
// are `limit` at most. Rows before `from` and from `until` on are alike. A picture's last column and
// row count again where blocks reach beyond them.
API void add_change(
    const uint8_t *before, int64_t before_stride, const uint8_t *after, int64_t after_stride,
    int32_t width, int32_t height, int32_t from, int32_t until, const Plane *planes, int32_t count,
    int32_t wide, float limit
) {
    Pictures both = {before, after, before_stride, after_stride, width, height};
    int across = 1, down = 1;
    for (int i = 0; i < count; i++) {
        across = planes[i].across > across ? planes[i].across : across;
        down = planes[i].down > down ? planes[i].down : down;
    }
    from = clamp(from, 0, height), until = clamp(until, from, height);
    for (int top = from - from % down; top < until; top += down) {
        int first = width, last = 0, bottom = top + down < height ? top + down : height;
        for (int y = top; y < bottom; y++) {
            widen(before + y * before_stride, after + y * after_stride, width, &first, &last);
        }
        if (first >= last) continue;
        first -= first % across;  // whole blocks of all planes
        for (int i = 0; i < count; i++) {
            const Plane *plane = planes + i;
            int end = (last + plane->across - 1) / plane->across;
            end = end < plane->width ? end : plane->width;
            int lowest = (bottom + plane->down - 1) / plane->down;
            for (int y = top / plane->down; y < lowest && y < plane->height; y++) {
                int begin = first / plane->across;
                // The usual blocks have loops of their own.
                if (plane->across == 1 && plane->down == 1) {
                    add_row(&both, plane, 1, 1, y, begin, end, wide, limit);
                } else if (plane->across == 2 && plane->down == 2) {
                    add_row(&both, plane, 2, 2, y, begin, end, wide, limit);
                } else {
                    add_row(&both, plane, plane->across, plane->down, y, begin, end, wide, limit);
                }
            }
        }
    }
}
