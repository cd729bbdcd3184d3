// Adds up rows of bytes, to average squares of a picture.
#ifndef GAZEFIX_AVERAGING_H
#define GAZEFIX_AVERAGING_H

#include "pixels.h"

// Most rows that are added: the sums have 16 bits.
#define MOST_STEP 257

#if defined(__clang__)
// Before a loop of few rounds: vectors would cost more than they save.
#define NO_VECTORS _Pragma("clang loop vectorize(disable) unroll(disable)")
#else
#define NO_VECTORS
#endif

typedef uint8_t u8x16 __attribute__((vector_size(16), aligned(1), may_alias));
typedef uint16_t u16x16 __attribute__((vector_size(32), aligned(2), may_alias));

static inline u16x16 wide(const uint8_t *bytes) {
    return __builtin_convertvector(*(const u8x16 *)bytes, u16x16);
}

// Fills `sums` with those of each of so many bytes in rows one below the other.
static inline void add_rows(
    const uint8_t *first, int64_t stride, int rows, int bytes, uint16_t *restrict sums
) {
    int x = 0;
    for (; bytes >= 64 && x < bytes; x += 64) {
        x = x > bytes - 64 ? bytes - 64 : x;  // the last block overlaps the one before
        const uint8_t *from = first + x;
        u16x16 a = wide(from), b = wide(from + 16), c = wide(from + 32), d = wide(from + 48);
        NO_VECTORS
        for (int row = 1; row < rows; row++) {
            from += stride;
            a += wide(from), b += wide(from + 16), c += wide(from + 32), d += wide(from + 48);
        }
        *(u16x16 *)(sums + x) = a, *(u16x16 *)(sums + x + 16) = b;
        *(u16x16 *)(sums + x + 32) = c, *(u16x16 *)(sums + x + 48) = d;
    }
    for (; x < bytes; x++) {
        uint16_t sum = 0;
        NO_VECTORS
        for (int row = 0; row < rows; row++) sum += first[row * stride + x];
        sums[x] = sum;
    }
}

#endif
