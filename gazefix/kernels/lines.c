// Finds the lines before an eye in its crop: imaging/front_lines.py in C.
#include "pixels.h"
#include "spans.h"

// As imaging/front_lines.py has them.
#define LEAST_CONTRAST 0.09f
#define AROUND_PX 15
#define DARK_LEVEL 25.0f
#define LIDS_PX 2
#define SIDE_PX 5
#define END_PX 2
#define LONG_WIDTH 60
#define LONG_HEIGHT 52
#define ONE_ENDED_WIDTH 76
#define ONE_ENDED_HEIGHT 60
#define UPRIGHT_PX 13

#define W 96
#define H 64
#define PIXELS (W * H)
// Around pictures that are searched for the least or largest: rows, and pixels of a row.
#define ROWS 2
#define SIDE 16
#define PADDED (W + 2 * SIDE)
// A piece begins with a pixel that has no neighbour before it, so there are no more.
#define MOST_PIECES (W / 2 * H / 2 + 1)

typedef struct {
    int16_t x0, y0, x1, y1;
} Piece;

typedef struct {
    uint8_t grey[PIXELS], least[PIXELS], eroded[PIXELS], opened[PIXELS], seen[PIXELS];
    uint8_t candidates[PIXELS], lids[PIXELS];
    uint8_t padded[PADDED * (H + 2 * ROWS)], across[PADDED * (H + 2 * ROWS)];
    uint16_t sums[4][W + 2 * SIDE];
    uint16_t numbers[PIXELS], parents[MOST_PIECES];
    Piece pieces[MOST_PIECES];
} Memory;

API int32_t lines_memory(void) { return sizeof(Memory); }

static inline uint8_t lower(uint8_t a, uint8_t b) { return a < b ? a : b; }
static inline uint8_t upper(uint8_t a, uint8_t b) { return a > b ? a : b; }

// Fills `made` with the least, or largest, of 21 pixels around each: a square without its corners.
// What is outside of the picture counts as `outside`.
#define ROUND(name, choose, outside)                                                              \
    static void name(Memory *m, const uint8_t *from, uint8_t *made) {                             \
        uint8_t *restrict padded = m->padded, *restrict across = m->across;                       \
        for (int i = 0; i < PADDED * (H + 2 * ROWS); i++) padded[i] = across[i] = outside;        \
        for (int y = 0; y < H; y++) {                                                             \
            uint8_t *row = padded + (y + ROWS) * PADDED + SIDE;                                   \
            for (int x = 0; x < W; x++) row[x] = from[y * W + x];                                 \
        }                                                                                         \
        for (int i = ROWS * PADDED + 2; i < PADDED * (H + ROWS) - 2; i++) {                       \
            uint8_t near = choose(padded[i - 1], padded[i + 1]);                                  \
            uint8_t far = choose(padded[i - 2], padded[i + 2]);                                   \
            across[i] = choose(padded[i], choose(near, far));                                     \
        }                                                                                         \
        for (int y = 0; y < H; y++) {                                                             \
            const uint8_t *at = padded + (y + ROWS) * PADDED + SIDE;                              \
            const uint8_t *rows = across + (y + ROWS) * PADDED + SIDE;                            \
            uint8_t *restrict row = made + y * W;                                                 \
            for (int x = 0; x < W; x++) {                                                         \
                uint8_t near = choose(rows[x - PADDED], rows[x + PADDED]);                        \
                uint8_t far = choose(at[x - 2 * PADDED], at[x + 2 * PADDED]);                     \
                row[x] = choose(rows[x], choose(near, far));                                      \
            }                                                                                     \
        }                                                                                         \
    }
ROUND(erode, lower, 255)
ROUND(dilate, upper, 0)

// Fills `least` with the contrast to what is around a pixel from which it may be of a line.
static void find_least(Memory *m) {
    const int reach = AROUND_PX / 2;
    // Sums of columns, whose edges continue, and of 2, 4, 8 and 15 of them.
    uint16_t *restrict one = m->sums[0], *restrict two = m->sums[1], *restrict four = m->sums[2];
    uint16_t *restrict eight = m->sums[3], *restrict column = one + reach;
    for (int x = 0; x < W + 2 * SIDE; x++) one[x] = two[x] = four[x] = eight[x] = 0;
    for (int y = -reach; y < reach; y++) {
        for (int x = 0; x < W; x++) column[x] += m->grey[clamp(y, 0, H - 1) * W + x];
    }
    for (int y = 0; y < H; y++) {
        const uint8_t *enters = m->grey + clamp(y + reach, 0, H - 1) * W;
        const uint8_t *leaves = m->grey + clamp(y - reach, 0, H - 1) * W;
        uint8_t *restrict least = m->least + y * W;
        for (int x = 0; x < W; x++) column[x] += enters[x];
        for (int x = 1; x <= reach; x++) column[-x] = column[0], column[W - 1 + x] = column[W - 1];
        for (int x = 0; x < W + SIDE; x++) two[x] = one[x] + one[x + 1];
        for (int x = 0; x < W + SIDE; x++) four[x] = two[x] + two[x + 2];
        for (int x = 0; x < W + SIDE; x++) eight[x] = four[x] + four[x + 4];
        for (int x = 0; x < W; x++) {
            uint16_t sum = eight[x] + four[x + 8] + two[x + 12] + one[x + 14];
            float mean = __builtin_rintf((float)sum * (1.0f / (AROUND_PX * AROUND_PX)));
            least[x] = (uint8_t)(int)__builtin_rintf((mean + DARK_LEVEL) * LEAST_CONTRAST);
        }
        for (int x = 0; x < W; x++) column[x] -= leaves[x];
    }
}

// Marks in `lids` what is between the lids or near them.
static void mark_lids(Memory *m, const float *anchors) {
    int points[6][2];
    for (int i = 0; i < 12; i++) points[i / 2][i % 2] = nearest(within(anchors[i], -500, 500));
    for (int i = 0; i < PIXELS; i++) m->lids[i] = 0;
    for (int y = 0; y < H; y++) {
        Span span = {W, -1};
        for (int i = 0; i < 6; i++) {
            for (int j = i + 1; j < 6; j++) reach_row(&span, y, points[i], points[j]);
        }
        span.first = clamp(span.first, 0, W), span.last = clamp(span.last, -1, W - 1);
        if (span.first > span.last) continue;
        int left = clamp(span.first - LIDS_PX, 0, W - 1);
        int right = clamp(span.last + LIDS_PX, 0, W - 1);
        for (int near = -LIDS_PX; near <= LIDS_PX; near++) {
            uint8_t *row = m->lids + clamp(y + near, 0, H - 1) * W;
            for (int x = left; x <= right; x++) row[x] = 1;
        }
    }
}

static int longest(const uint8_t *used, int count) {
    int most = 0, run = 0;
    for (int i = 0; i < count; i++) {
        run = used[i] ? run + 1 : 0;
        most = run > most ? run : most;
    }
    return most;
}

// Whether the candidates reach far enough for any piece to be long.
static int may_be_long(const uint8_t *seen) {
    uint8_t columns[W], rows[H];
    for (int x = 0; x < W; x++) columns[x] = 0;
    for (int y = 0; y < H; y++) {
        uint8_t any = 0;
        for (int x = 0; x < W; x++) any |= seen[y * W + x], columns[x] |= seen[y * W + x];
        rows[y] = any;
    }
    return longest(columns, W) >= LONG_WIDTH || longest(rows, H) >= LONG_HEIGHT;
}

static int root_of(uint16_t *parents, int number) {
    while (parents[number] != number) {
        parents[number] = parents[parents[number]];
        number = parents[number];
    }
    return number;
}

// Whether a piece is long and leads out of the crop.
static int leads_out(Piece p) {
    int width = p.x1 - p.x0, height = p.y1 - p.y0;
    int ends = (p.x0 <= SIDE_PX) + (p.x1 >= W - SIDE_PX) + (p.y0 <= END_PX) + (p.y1 >= H - END_PX);
    int one_ended = width >= ONE_ENDED_WIDTH || height >= ONE_ENDED_HEIGHT;
    return ends >= (one_ended ? 1 : 2) && (width >= LONG_WIDTH || height >= LONG_HEIGHT);
}

// Adds to `lines` the pieces of the candidates that lead out; returns whether there are any.
static int add_lines(Memory *m, uint8_t *lines) {
    const uint8_t *seen = m->candidates;
    if (!may_be_long(seen)) return 0;
    int count = 0, found = 0;
    for (int i = 0; i < PIXELS; i++) {
        if (!seen[i]) continue;
        int x = i % W, y = i / W, number = -1;
        const int beside[4][2] = {{-1, 0}, {-1, -1}, {0, -1}, {1, -1}};
        for (int n = 0; n < 4; n++) {
            int nx = x + beside[n][0], ny = y + beside[n][1];
            if (nx < 0 || nx >= W || ny < 0 || !seen[ny * W + nx]) continue;
            int other = root_of(m->parents, m->numbers[ny * W + nx]);
            if (number < 0) {
                number = other;
            } else if (other != number) {
                Piece *kept = m->pieces + number, gone = m->pieces[other];
                m->parents[other] = (uint16_t)number;
                kept->x0 = gone.x0 < kept->x0 ? gone.x0 : kept->x0;
                kept->y0 = gone.y0 < kept->y0 ? gone.y0 : kept->y0;
                kept->x1 = gone.x1 > kept->x1 ? gone.x1 : kept->x1;
                kept->y1 = gone.y1 > kept->y1 ? gone.y1 : kept->y1;
            }
        }
        if (number < 0) {
            number = count++;
            m->parents[number] = (uint16_t)number;
            m->pieces[number] = (Piece){(int16_t)x, (int16_t)y, 0, 0};
        }
        Piece *piece = m->pieces + number;
        piece->x0 = x < piece->x0 ? (int16_t)x : piece->x0;
        piece->x1 = x >= piece->x1 ? (int16_t)(x + 1) : piece->x1;
        piece->y1 = (int16_t)(y + 1);
        m->numbers[i] = (uint16_t)number;
    }
    for (int i = 0; i < PIXELS; i++) {
        if (seen[i] && leads_out(m->pieces[root_of(m->parents, m->numbers[i])])) {
            lines[i] = 1, found = 1;
        }
    }
    return found;
}

// Fills `candidates` with what is in upright runs of the seen pixels. They may go on outside.
static void keep_upright(Memory *m) {
    uint8_t runs[W], kept[W];
    for (int x = 0; x < W; x++) runs[x] = UPRIGHT_PX / 2, kept[x] = 0;
    for (int y = 0; y < H; y++) {
        const uint8_t *seen = m->seen + y * W;
        uint8_t *made = m->candidates + y * W;
        for (int x = 0; x < W; x++) made[x] = runs[x] = seen[x] ? (uint8_t)(runs[x] + 1) : 0;
    }
    // Upwards: a run's length stands at its end.
    for (int y = H - 1; y >= 0; y--) {
        uint8_t *made = m->candidates + y * W;
        for (int x = 0; x < W; x++) {
            int beyond = y == H - 1 ? UPRIGHT_PX / 2 : 0;
            kept[x] = made[x] && (kept[x] || made[x] + beyond >= UPRIGHT_PX);
            made[x] = kept[x];
        }
    }
}

// Fills `seen` with what is lighter by the least contrast, and `candidates` with that on the skin.
static void compare(Memory *m, const uint8_t *light, const uint8_t *dark) {
    uint8_t *restrict seen = m->seen, *restrict candidates = m->candidates;
    const uint8_t *least = m->least, *lids = m->lids;
    for (int i = 0; i < PIXELS; i++) {
        uint8_t apart = light[i] > dark[i] ? (uint8_t)(light[i] - dark[i]) : 0;
        seen[i] = apart > least[i];
        candidates[i] = seen[i] & (lids[i] ^ 1);
    }
}

// Fills `grey` with the brightness of a crop in RGB.
static void find_grey(Memory *m, const uint8_t *restrict rgb) {
    uint8_t *restrict grey = m->grey;
    for (int i = 0; i < PIXELS; i++) {
        uint32_t red = rgb[3 * i], green = rgb[3 * i + 1], blue = rgb[3 * i + 2];
        grey[i] = (uint8_t)(GREY(red, green, blue));
    }
}

// Marks in `lines`, which has the crop's size, the lines before an eye; returns whether it has any.
API int32_t find_lines(const uint8_t *rgb, const float *anchors, uint8_t *memory, uint8_t *lines) {
    Memory *m = (Memory *)memory;
    int found = 0;
    for (int i = 0; i < PIXELS; i++) lines[i] = 0;
    find_grey(m, rgb);
    find_least(m);
    mark_lids(m, anchors);
    for (int dark = 0; dark < 2; dark++) {
        (dark ? dilate : erode)(m, m->grey, m->eroded);
        (dark ? erode : dilate)(m, m->eroded, m->opened);
        compare(m, dark ? m->opened : m->grey, dark ? m->grey : m->opened);
        found |= add_lines(m, lines);
        keep_upright(m);
        found |= add_lines(m, lines);
    }
    return found;
}
