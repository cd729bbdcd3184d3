// Cuts eye crops, and measures lids: imaging/crops.py in C.
#include "averaging.h"
#include "pixels.h"
#include "spans.h"

// As imaging/crops.py has them.
#define REDUCED_FROM 1.25
#define CRISP_REDUCED_FROM 2.0
#define LEAST_BLUR_PX 0.15
#define DARK_LEVEL 8.0
#define COLUMNS 9
#define STEP_PX 0.5
#define BEYOND_PX 3.0
#define SKIN_PX 6.0
#define DARK 0.2
#define SLIT_DARK_LEVEL 10.0
// As imaging/geometry.py has them.
#define CROP_WIDTH_PX 96
#define CROP_HEIGHT_PX 64
#define CORNER_DISTANCE_PX 53.0
// Of the cubic kernel, the same as OpenCV's.
#define CUBIC (-0.75f)

// Pixels around a picture, which continue its edges: before and after, on both axes.
#define BEFORE 2
#define AFTER 3
// Pixels of a row that are sampled together.
#define TOGETHER 32

typedef uint8_t u4_any __attribute__((vector_size(4), aligned(1), may_alias));
typedef uint8_t u8_any __attribute__((vector_size(8), aligned(1), may_alias));
typedef uint16_t w4_any __attribute__((vector_size(8), aligned(2), may_alias));

typedef struct {
    const uint8_t *bgr;
    int64_t stride;
    int32_t width, height;
} Frame;

typedef struct {
    int x0, y0, x1, y1;
} Box;

static double between(double v, double low, double high) {
    v = v > low ? v : low;  // NaN is the lowest
    return v < high ? v : high;
}

// The upright box around a crop of this size, cut to the frame; at least an edge of it.
static Box crop_box(const Frame *frame, const double *to_frame, int width, int height) {
    double low[2], high[2];
    for (int i = 0; i < 2; i++) {
        double across = to_frame[3 * i] * (width - 1), down = to_frame[3 * i + 1] * (height - 1);
        double at = to_frame[3 * i + 2];
        low[i] = at + (across < 0 ? across : 0) + (down < 0 ? down : 0);
        high[i] = at + (across > 0 ? across : 0) + (down > 0 ? down : 0);
    }
    double w = frame->width, h = frame->height;
    return (Box){
        (int)between(__builtin_floor(low[0]), 0, w - 1),
        (int)between(__builtin_floor(low[1]), 0, h - 1),
        (int)between(__builtin_ceil(high[0]) + 1, 1, w),
        (int)between(__builtin_ceil(high[1]) + 1, 1, h),
    };
}

// e to the power of a number, 0 or below.
static double power_of_e(double v) {
    double part = v / 1024, result = 1 + part * (1 + part / 2 * (1 + part / 3));
    if (v < -60) return 0;
    for (int i = 0; i < 10; i++) result *= result;
    return result;
}

// Fills a row with pixels of the frame.
static void widen_row(const uint8_t *from, int width, f4 *row) {
    for (int x = 0; x < width - 1; x++) {
        row[x] = __builtin_convertvector(*(const u4_any *)(from + 3 * x), f4);
    }
    const uint8_t *last = from + 3 * (width - 1);
    row[width - 1] = (f4){last[0], last[1], last[2], 0};
}

// Fills a row with the means of squares of `step` pixels.
static void average_row(
    const uint8_t *from, int64_t stride, int width, int step, uint16_t *sums, f4 *row
) {
    float share = 1.0f / ((float)step * (float)step);
    add_rows(from, stride, step, 3 * width * step, sums);
    const uint16_t *at = sums;
    for (int x = 0; x < width; x++) {
        i4 sum = {0};
        NO_VECTORS
        for (int part = 0; part < step; part++, at += 3) {
            sum += __builtin_convertvector(*(const w4_any *)at, i4);
        }
        row[x] = __builtin_convertvector(sum, f4) * share;
    }
}

// Continues the edges of a picture whose rows stand `stride` pixels apart.
static void continue_edges(f4 *corner, int stride, int width, int height) {
    for (int y = 0; y < height; y++) {
        f4 *row = corner + y * stride;
        for (int x = 1; x <= BEFORE; x++) row[-x] = row[0];
        for (int x = 0; x < AFTER; x++) row[width + x] = row[width - 1];
    }
    for (int y = -BEFORE; y < height + AFTER; y++) {
        if (y >= 0 && y < height) continue;
        const f4 *from = corner + (y < 0 ? 0 : height - 1) * stride;
        for (int x = -BEFORE; x < width + AFTER; x++) corner[y * stride + x] = from[x];
    }
}

// Blurs a picture with continued edges by a kernel of 3x3 pixels with this weight beside 1.
static void blur3(f4 *corner, int stride, int width, int height, float beside) {
    float middle = 1 / (1 + 2 * beside), side = beside * middle;
    for (int y = -1; y <= height; y++) {
        f4 *row = corner + y * stride, before = row[-1];
        for (int x = 0; x < width; x++) {
            f4 now = row[x];
            row[x] = now * middle + (before + row[x + 1]) * side;
            before = now;
        }
    }
    // The row above is kept in the one above that, which is no longer needed.
    f4 *kept = corner - 2 * stride;
    for (int x = 0; x < width; x++) kept[x] = corner[x - stride];
    for (int y = 0; y < height; y++) {
        f4 *row = corner + y * stride;
        for (int x = 0; x < width; x++) {
            f4 now = row[x];
            row[x] = now * middle + (kept[x] + row[x + stride]) * side;
            kept[x] = now;
        }
    }
}

// The weights of four neighbours in a cubic kernel, at a fraction of a pixel.
static inline f4 cubic(float at) {
    const f4 c0 = {0, 1, 0, 0}, c1 = {CUBIC, 0, -CUBIC, 0};
    const f4 c2 = {-2 * CUBIC, -(CUBIC + 3), 2 * CUBIC + 3, CUBIC};
    const f4 c3 = {CUBIC, CUBIC + 2, -(CUBIC + 2), -CUBIC};
    return ((c3 * at + c2) * at + c1) * at + c0;
}

// Four neighbours, two of each row, as one pixel between them.
static inline f4 between_pixels(f8 top, f8 bottom, float across, float down) {
    f8 both = top + (bottom - top) * down;
    f4 left = __builtin_shufflevector(both, both, 0, 1, 2, 3);
    f4 right = __builtin_shufflevector(both, both, 4, 5, 6, 7);
    return left + (right - left) * across;
}

static inline f4 linear_pixel(const f4 *at, int stride, float across, float down) {
    return between_pixels(two_pixels(at), two_pixels(at + stride), across, down);
}

static inline f4 cubic_pixel(const f4 *at, int stride, float across, float down) {
    f4 x = cubic(across), y = cubic(down), sum = {0};
    for (int row = 0; row < 4; row++) {
        const f4 *from = at + (row - 1) * stride;
        sum += (from[-1] * x[0] + from[0] * x[1] + from[1] * x[2] + from[2] * x[3]) * y[row];
    }
    return sum;
}

// Where TOGETHER pixels of a row are sampled: the pixels up and left of them, and how far beyond.
typedef struct {
    int32_t offsets[TOGETHER];
    float across[TOGETHER], down[TOGETHER];
} Places;

// Finds the places of a row's pixels from `first` on in a picture whose rows stand `stride` apart.
// They are kept between `low` and `right` or `bottom`, beyond which all is the edge's pixel.
static void find_places(
    const double *map, int first, int y, float low, float right, float bottom, int stride, Places *places
) {
    float along_x = (float)map[0], along_y = (float)map[3];
    float x0 = (float)(map[0] * first + map[1] * y + map[2]);
    float y0 = (float)(map[3] * first + map[4] * y + map[5]);
    for (int i = 0; i < TOGETHER; i++) {
        float px = within(along_x * (float)i + x0, low, right);  // NaN is the lowest
        float py = within(along_y * (float)i + y0, low, bottom);
        float left = __builtin_floorf(px), top = __builtin_floorf(py);
        places->across[i] = px - left, places->down[i] = py - top;
        places->offsets[i] = (int32_t)top * stride + (int32_t)left;
    }
}

// Stores a pixel in RGB, and beside it a byte, if that is the next pixel's.
static inline void put_pixel(f4 pixel, int more, uint8_t *rgb) {
    pixel = within4(pixel, splat(0), splat(255)) + splat(0.5f);
    i4 levels = __builtin_convertvector(pixel, i4);
    levels = __builtin_shufflevector(levels, levels, 2, 1, 0, 3);
    u4_any bytes = __builtin_convertvector(levels, u4_any);
    if (more) *(u4_any *)rgb = bytes;
    else rgb[0] = bytes[0], rgb[1] = bytes[1], rgb[2] = bytes[2];
}

// Fills `rgb` with the pixels of a picture with continued edges under a map to its pixels.
static void sample(
    const f4 *corner, int stride, int width, int height, const double *map, int crisp, int made_width,
    int made_height, uint8_t *rgb
) {
    Places at;
    for (int y = 0; y < made_height; y++) {
        for (int first = 0; first < made_width; first += TOGETHER) {
            find_places(map, first, y, -1.0f, (float)width, (float)height, stride, &at);
            int count = made_width - first < TOGETHER ? made_width - first : TOGETHER;
            for (int i = 0; i < count; i++, rgb += 3) {
                const f4 *from = corner + at.offsets[i];
                f4 pixel = crisp ? cubic_pixel(from, stride, at.across[i], at.down[i])
                                 : linear_pixel(from, stride, at.across[i], at.down[i]);
                put_pixel(pixel, i + 1 < count, rgb);
            }
        }
    }
}

// Fills `rgb` with a crop; returns how many more bytes of memory it needs, having done nothing then.
API int64_t cut_crop(
    const uint8_t *bgr, int64_t stride, int32_t frame_width, int32_t frame_height,
    const double *to_frame, double scale, int32_t crop_width, int32_t crop_height, int32_t crisp,
    uint8_t *rgb, uint8_t *memory, int64_t size
) {
    Frame frame = {bgr, stride, frame_width, frame_height};
    Box box = crop_box(&frame, to_frame, crop_width, crop_height);
    int width = box.x1 - box.x0, height = box.y1 - box.y0, step = 1;
    double beside = 0;
    if (scale > (crisp ? CRISP_REDUCED_FROM : REDUCED_FROM)) {
        step = (int)between(__builtin_floor(scale), 1, MOST_STEP);
        step = clamp(step, 1, width < height ? width : height);
        double variance = ((scale / step) * (scale / step) - 1) / 12;
        if (variance > LEAST_BLUR_PX * LEAST_BLUR_PX) beside = power_of_e(-0.5 / variance);
    }
    width /= step, height /= step;
    int row = width + BEFORE + AFTER;
    int64_t picture = (int64_t)row * (height + BEFORE + AFTER) * (int64_t)sizeof(f4);
    int64_t needed = picture + 2 * (3 * (int64_t)width * step + 8) + 16;
    if (needed > size) return needed - size;
    f4 *corner = (f4 *)(((uintptr_t)memory + 15) / 16 * 16) + BEFORE * row + BEFORE;
    uint16_t *sums = (uint16_t *)((uint8_t *)(corner - BEFORE * row - BEFORE) + picture);
    const uint8_t *first = bgr + box.y0 * stride + 3 * box.x0;
    for (int y = 0; y < height; y++) {
        const uint8_t *from = first + (int64_t)y * step * stride;
        if (step == 1) widen_row(from, width, corner + y * row);
        else average_row(from, stride, width, step, sums, corner + y * row);
    }
    continue_edges(corner, row, width, height);
    if (beside > 0) {
        blur3(corner, row, width, height, (float)beside);
        continue_edges(corner, row, width, height);
    }
    double map[6];
    for (int i = 0; i < 6; i++) map[i] = to_frame[i] / step;
    map[2] += (0.5 - box.x0) / step - 0.5;
    map[5] += (0.5 - box.y0) / step - 0.5;
    if (crisp) sample(corner, row, width, height, map, 1, crop_width, crop_height, rgb);
    else sample(corner, row, width, height, map, 0, crop_width, crop_height, rgb);
    return 0;
}

// Fills a row with the means of squares of `step` pixels in whole levels, from the sums of columns.
static inline void average_levels(const uint16_t *sums, int width, int step, u4_any *row) {
    // The share of a pixel in 22 digits, rounded up so that whole means stay what they are.
    int32_t squares = step * step, share = ((1 << 22) + squares - 1) / squares;
    for (int x = 0; x < width; x++, sums += 3 * step) {
        i4 sum = {0};
        for (int part = 0; part < step; part++) {
            sum += __builtin_convertvector(*(const w4_any *)(sums + 3 * part), i4);
        }
        row[x] = __builtin_convertvector((sum * share + (1 << 21)) >> 22, u4_any);
    }
}

static inline f4 linear_level(const u4_any *at, int stride, float across, float down) {
    f8 top = __builtin_convertvector(*(const u8_any *)at, f8);
    f8 bottom = __builtin_convertvector(*(const u8_any *)(at + stride), f8);
    return between_pixels(top, bottom, across, down);
}

// Fills `rgb` with a crop out of a copy of the frame in which squares of `step` pixels are one;
// what is left over at the frame's far edges is no part of it. Returns how many more bytes of memory
// it needs, having done nothing then.
API int64_t cut_copy(
    const uint8_t *bgr, int64_t stride, int32_t frame_width, int32_t frame_height,
    const double *to_frame, int32_t step, int32_t crop_width, int32_t crop_height, uint8_t *rgb,
    uint8_t *memory, int64_t size
) {
    int across = frame_width / step, down = frame_height / step;
    Frame frame = {bgr, stride, across * step, down * step};
    Box box = crop_box(&frame, to_frame, crop_width, crop_height);
    // Squares in the box and around it, whose middles are needed.
    int x0 = clamp(box.x0 / step - 1, 0, across - 1), x1 = clamp(box.x1 / step + 2, 1, across);
    int y0 = clamp(box.y0 / step - 1, 0, down - 1), y1 = clamp(box.y1 / step + 2, 1, down);
    int width = x1 - x0, height = y1 - y0, row = width + 1;
    // Beyond the last pixel and row is something that is read, and counts for nothing.
    int64_t picture = ((int64_t)row * (height + 1) + 1) * (int64_t)sizeof(u4_any);
    int64_t needed = picture + 2 * (3 * (int64_t)width * step + 8);
    if (needed > size) return needed - size;
    u4_any *copy = (u4_any *)memory;
    uint16_t *sums = (uint16_t *)(memory + picture);
    for (int y = 0; y < height; y++) {
        const uint8_t *from = bgr + (int64_t)(y0 + y) * step * stride + 3 * (int64_t)x0 * step;
        u4_any *means = copy + (int64_t)y * row;
        add_rows(from, stride, step, 3 * width * step, sums);
        // The usual steps have loops of their own.
        if (step == 1) average_levels(sums, width, 1, means);
        else if (step == 2) average_levels(sums, width, 2, means);
        else if (step == 3) average_levels(sums, width, 3, means);
        else average_levels(sums, width, step, means);
    }
    double map[6];
    for (int i = 0; i < 6; i++) map[i] = to_frame[i] / step;
    map[2] += 0.5 / step - 0.5 - x0;
    map[5] += 0.5 / step - 0.5 - y0;
    float right = (float)(width - 1), bottom = (float)(height - 1);
    Places at;
    for (int y = 0; y < crop_height; y++) {
        for (int first = 0; first < crop_width; first += TOGETHER) {
            find_places(map, first, y, 0.0f, right, bottom, row, &at);
            int count = crop_width - first < TOGETHER ? crop_width - first : TOGETHER;
            for (int i = 0; i < count; i++, rgb += 3) {
                f4 pixel = linear_level(copy + at.offsets[i], row, at.across[i], at.down[i]);
                put_pixel(pixel, i + 1 < count, rgb);
            }
        }
    }
    return 0;
}

// Returns the standard deviation of brightness in a polygon of 6 lids' landmarks, over its mean.
API double eye_contrast(
    const uint8_t *bgr, int64_t stride, int32_t width, int32_t height, const float *landmarks
) {
    int points[6][2];
    double left = width, right = 0, top = height, bottom = 0;
    for (int i = 0; i < 6; i++) {
        double x = between(landmarks[2 * i], -width, 2.0 * width);
        double y = between(landmarks[2 * i + 1], -height, 2.0 * height);
        points[i][0] = nearest(x), points[i][1] = nearest(y);
        left = x < left ? x : left, right = x > right ? x : right;
        top = y < top ? y : top, bottom = y > bottom ? y : bottom;
    }
    // What is rounded up beyond the lids is no longer of the eye.
    int x0 = clamp(round_down(left), 0, width), x1 = clamp(round_down(right), -1, width - 1);
    int y0 = clamp(round_down(top), 0, height), y1 = clamp(round_down(bottom), -1, height - 1);
    int64_t count = 0, sum = 0, squares = 0;
    for (int y = y0; y <= y1; y++) {
        Span span = {width, -1};
        for (int i = 0; i < 6; i++) reach_row(&span, y, points[i], points[(i + 1) % 6]);
        const uint8_t *row = bgr + y * stride;
        int last = clamp(span.last, -1, x1);
        for (int x = clamp(span.first, x0, width); x <= last; x++) {
            int level = GREY(row[3 * x + 2], row[3 * x + 1], row[3 * x]);
            count++, sum += level, squares += level * level;
        }
    }
    if (!count) return 0;
    double mean = (double)sum / (double)count, power = (double)squares / (double)count - mean * mean;
    return __builtin_sqrt(power > 0 ? power : 0) / (mean + DARK_LEVEL);
}

// y at `x` on the line through two points of a lid; beyond them the nearer one's.
static double height_at(double x, const float *one, const float *other) {
    double width = (double)other[0] - one[0];
    double share = width > 0 ? between((x - one[0]) / width, 0, 1) : 0.5;
    return one[1] + ((double)other[1] - one[1]) * share;
}

// Mean red along a row of a crop.
static double red_at(const Frame *frame, const Box *box, const double *to, double x, double y) {
    double sum = 0;
    for (int c = 0; c < COLUMNS; c++) {
        double px = to[0] * (x + c) + to[1] * y + to[2], py = to[3] * (x + c) + to[4] * y + to[5];
        px = between(px, box->x0, box->x1 - 1), py = between(py, box->y0, box->y1 - 1);
        int left = (int)px, top = (int)py;
        int right = left + 1 < box->x1 ? left + 1 : left, under = top + 1 < box->y1 ? top + 1 : top;
        const uint8_t *above = frame->bgr + top * frame->stride + 2;
        const uint8_t *below = frame->bgr + under * frame->stride + 2;
        double a = above[3 * left] + (px - left) * (above[3 * right] - above[3 * left]);
        double b = below[3 * left] + (px - left) * (below[3 * right] - below[3 * left]);
        sum += a + (py - top) * (b - a);
    }
    return sum / COLUMNS;
}

// Fills `slit` with the depth, the share and the darkness of an eye's slit.
API void measure_slit(
    const uint8_t *bgr, int64_t stride, int32_t width, int32_t height, const double *to_frame,
    const float *anchors, double *slit
) {
    Frame frame = {bgr, stride, width, height};
    Box box = crop_box(&frame, to_frame, CROP_WIDTH_PX, CROP_HEIGHT_PX);
    double x = anchors[12];
    double upper = height_at(x, anchors + 2, anchors + 4);
    double opening = between(height_at(x, anchors + 10, anchors + 8) - upper, 1, 1e4);
    int rows = (int)((opening + BEYOND_PX) / STEP_PX), skin_rows = (int)(SKIN_PX / STEP_PX);
    double skin = 0, darkest = -1e9, depth = 0;
    x -= COLUMNS / 2;
    for (int r = 0; r < skin_rows; r++) {
        skin += red_at(&frame, &box, to_frame, x, upper + (rows + r) * STEP_PX) / skin_rows;
    }
    for (int r = 0; r < rows; r++) {
        double red = red_at(&frame, &box, to_frame, x, upper + r * STEP_PX);
        double dark = (skin - red) / (skin + SLIT_DARK_LEVEL);
        if (dark > DARK) depth = r * STEP_PX;
        darkest = dark > darkest ? dark : darkest;
    }
    slit[0] = depth / CORNER_DISTANCE_PX, slit[1] = depth / opening, slit[2] = darkest;
}
