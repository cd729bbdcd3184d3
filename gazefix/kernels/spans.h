// Rows of a polygon: from which pixel to which each reaches, edges included.
#ifndef GAZEFIX_SPANS_H
#define GAZEFIX_SPANS_H

#include "pixels.h"

typedef struct {
    int first, last;  // none where first > last
} Span;

// Brightness, with OpenCV's weights.
#define GREY(red, green, blue) (((red) * 9798 + (green) * 19235 + (blue) * 3735 + 16384) >> 15)

static inline int nearest(double v) { return (int)__builtin_rint(v); }

// Widens the span of a row by the pixels on a line from one pixel to another.
static inline void reach_row(Span *span, int y, const int *one, const int *other) {
    int low = one[1] < other[1] ? one[1] : other[1], high = one[1] < other[1] ? other[1] : one[1];
    if (y < low || y > high) return;
    double dx = other[0] - one[0], dy = other[1] - one[1], from = one[0], to = other[0];
    if (low < high && (dx < 0 ? -dx : dx) > (double)(high - low)) {
        // A flat line has several pixels in a row: those nearer to it than to the next one.
        double half = 0.5 / dy, share = (y - one[1]) / dy;
        double before = share - half, after = share + half;
        from = one[0] + dx * (before < 0 ? 0 : before > 1 ? 1 : before);
        to = one[0] + dx * (after < 0 ? 0 : after > 1 ? 1 : after);
    } else if (low < high) {
        from = to = one[0] + dx * (y - one[1]) / dy;
    }
    int first = nearest(from < to ? from : to), last = nearest(from < to ? to : from);
    span->first = first < span->first ? first : span->first;
    span->last = last > span->last ? last : span->last;
}

#endif
