// Follows an eye from frame to frame by Gauss-Newton steps: faces/eye_templates.py in C.
#include "averaging.h"
#include "pixels.h"

// As faces/eye_templates.py has them.
#define STEP_PX 2
#define COARSE 2
#define FURTHEST_PX 24
#define STEPS 4
#define JUMP_PX 1.2
#define DONE_PX 0.02
#define MOST_STRETCH_PX 3.0
#define LEFT_PX 12
#define TOP_PX 12
#define COLUMNS 36
#define ROWS 20
#define TILE_ROWS 4
#define TILE_COLUMNS 6
#define LEAST_SLOPE 0.05
#define LEAST_CORNER 1e-3
#define USUAL_PX 1.5
#define NOISE_PX 0.3
// As imaging/geometry.py has them.
#define RADIUS_PX 26.5
#define CENTRE_X_PX 47.5
#define CENTRE_Y_PX 31.5

#define COMPARED (COLUMNS * ROWS)
#define EDGE (FURTHEST_PX / STEP_PX)
#define MOST_BLUR 16
// Pixels around a reduced picture, which continue its edges: before and after, on both axes.
#define BEFORE 2
#define AFTER 3
// Of the cubic kernel, the same as OpenCV's.
#define CUBIC (-0.75f)

typedef float f4_any __attribute__((vector_size(16), aligned(4), may_alias));

// A template. `memory` holds what `parts_of` names one after another.
typedef struct {
    double from_crop[6];           // crop pixels -> pixels of the reduced picture
    double decay;                  // of the blur, one pixel from its middle
    double slope;                  // mean square length of the slopes
    double pull[6];                // of each number of a motion towards 0
    double solve[36];              // from differences summed over slopes to the motion behind them
    float *memory;
    int32_t box[4];                // of the frame
    int32_t step, radius;          // pixels averaged to one; of the blur
    int32_t width, height;         // of the reduced picture
} Template;

typedef struct {
    float *pixels, *slopes, *apart, *coarse, *reduced, *rows, *row, *searched;
    uint16_t *sums;
    int stride, coarse_width, coarse_height, searched_width, searched_height;
} Parts;

static int halved(int size) { return (size + COARSE - 1) / COARSE; }

// Returns the parts of a template's memory, and in `count` their size in floats.
static Parts parts_of(const Template *t, int *count) {
    int w = t->width, h = t->height, at = 0;
    Parts p = {.stride = w + BEFORE + AFTER};
    p.coarse_width = halved(w - 2 * EDGE), p.coarse_height = halved(h - 2 * EDGE);
    p.searched_width = halved(w), p.searched_height = halved(h);
    float *m = t->memory;
#define PART(name, size) p.name = (void *)(m + at), at += (size)
    PART(pixels, COMPARED);
    PART(slopes, 6 * COMPARED);
    PART(apart, COMPARED);
    PART(coarse, p.coarse_width * p.coarse_height);
    PART(reduced, p.stride * (h + BEFORE + AFTER));
    PART(rows, w * (h + 2 * MOST_BLUR));
    PART(row, w + 2 * MOST_BLUR);
    PART(searched, p.searched_width * p.searched_height);
    PART(sums, (3 * (t->box[2] - t->box[0]) + 1) / 2);
#undef PART
    *count = at;
    return p;
}

// Returns how many floats of memory a template needs; 0 if it is too small or too large.
API int32_t following_memory(const Template *t) {
    int count;
    if (t->step > MOST_STEP) return 0;
    if (t->width - 2 * EDGE <= 3 * COARSE || t->height - 2 * EDGE <= 3 * COARSE) return 0;
    parts_of(t, &count);
    return count;
}

static float total(f8 v) {
    return ((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7]));
}

static float product(const float *a, const float *b) {
    f8 sum = {0};
    for (int i = 0; i < COMPARED; i += 8) sum += *(const f8_anywhere *)(a + i) * *(const f8_anywhere *)(b + i);
    return total(sum);
}

// Fills `made` with the means of the green in squares of `step` pixels.
static void average(
    const Template *t, const Parts *p, const uint8_t *bgr, int64_t stride, float *restrict made
) {
    int step = t->step, width = t->width, bytes = 3 * width * step;
    float share = 1.0f / ((float)step * (float)step);
    const uint8_t *first = bgr + t->box[1] * stride + 3 * t->box[0];
    uint16_t *restrict sums = p->sums;
    for (int y = 0; y < t->height; y++, first += step * stride) {
        add_rows(first, stride, step, bytes, sums);
        const uint16_t *green = sums + 1;
        for (int x = 0; x < width; x++) {
            uint32_t sum = 0;
            NO_VECTORS
            for (int part = 0; part < step; part++, green += 3) sum += *green;
            *made++ = (float)sum * share;
        }
    }
}

// Fills `made` with the weighted sums of `w` values (8 or more), `step` from one to the next.
static void weigh(
    const float *from, int step, const float *kernel, int radius, int w, float *restrict made
) {
    for (int x = 0; x < w; x += 8) {
        x = x > w - 8 ? w - 8 : x;  // the last block overlaps the one before
        f8 sum = {0};
        for (int k = 0; k <= 2 * radius; k++) sum += *(const f8_anywhere *)(from + k * step + x) * kernel[k];
        *(f8_anywhere *)(made + x) = sum;
    }
}

// Fills `reduced` with the reduced picture of a frame, blurred.
static void reduce(const Template *t, const Parts *p, const uint8_t *bgr, int64_t stride) {
    int w = t->width, h = t->height, radius = clamp(t->radius, 0, MOST_BLUR);
    float kernel[2 * MOST_BLUR + 1];
    double weight = 1.0, factor = t->decay, all = 0.0;
    for (int i = 0; i <= radius; i++) {
        kernel[radius + i] = kernel[radius - i] = (float)weight;
        all += i ? 2 * weight : weight;
        weight *= factor, factor *= t->decay * t->decay;
    }
    for (int i = 0; i <= 2 * radius; i++) kernel[i] = (float)(kernel[i] / all);
    float *above = p->rows, *first = above + radius * w, *last = first + (h - 1) * w;
    average(t, p, bgr, stride, first);
    float *padded = p->row;
    for (int y = 0; y < h; y++) {
        float *restrict row = first + y * w;
        for (int x = 0; x < radius; x++) {
            padded[x] = row[0];
            padded[radius + w + x] = row[w - 1];
        }
        for (int x = 0; x < w; x++) padded[radius + x] = row[x];
        weigh(padded, 1, kernel, radius, w, row);
    }
    for (int y = 0; y < radius; y++) {
        for (int x = 0; x < w; x++) above[y * w + x] = first[x];
        for (int x = 0; x < w; x++) last[(y + 1) * w + x] = last[x];
    }
    for (int y = -BEFORE; y < h + AFTER; y++) {
        float *restrict made = p->reduced + (y + BEFORE) * p->stride + BEFORE;
        weigh(p->rows + clamp(y, 0, h - 1) * w, w, kernel, radius, w, made);
        for (int x = 1; x <= BEFORE; x++) made[-x] = made[0];
        for (int x = 0; x < AFTER; x++) made[w + x] = made[w - 1];
    }
}

// The weights of four neighbours in a cubic kernel, at a fraction of a pixel.
static inline f4 cubic(float at) {
    const f4 c0 = {0, 1, 0, 0}, c1 = {CUBIC, 0, -CUBIC, 0};
    const f4 c2 = {-2 * CUBIC, -(CUBIC + 3), 2 * CUBIC + 3, CUBIC};
    const f4 c3 = {CUBIC, CUBIC + 2, -(CUBIC + 2), -CUBIC};
    return ((c3 * at + c2) * at + c1) * at + c0;
}

// Fills `made` with the compared pixels under a motion, with a mean of 0.
static void compared(const Template *t, const Parts *p, const double *motion, float *made) {
    const double *to = t->from_crop;
    double place[6];  // compared pixels -> pixels of the reduced picture
    double first_x = (LEFT_PX - CENTRE_X_PX) / RADIUS_PX, first_y = (TOP_PX - CENTRE_Y_PX) / RADIUS_PX;
    double u = motion[0] + RADIUS_PX, v = motion[1], a = motion[3], b = motion[4] + RADIUS_PX;
    double x = u * first_x + v * first_y + motion[2] + CENTRE_X_PX;
    double y = a * first_x + b * first_y + motion[5] + CENTRE_Y_PX;
    for (int i = 0; i < 6; i += 3) {
        place[i] = (to[i] * u + to[i + 1] * a) * (STEP_PX / RADIUS_PX);
        place[i + 1] = (to[i] * v + to[i + 1] * b) * (STEP_PX / RADIUS_PX);
        place[i + 2] = to[i] * x + to[i + 1] * y + to[i + 2];
    }
    float right = (float)t->width, bottom = (float)t->height, sum = 0.0f;
    int stride = p->stride;
    const float *corner = p->reduced + (BEFORE - 1) * stride + BEFORE - 1;
    float along_x = (float)place[0], along_y = (float)place[3];
    float across[COLUMNS], down[4][COLUMNS];  // a fraction of a pixel, and weights of rows
    int32_t offsets[COLUMNS];
    for (int r = 0; r < ROWS; r++) {
        float x0 = (float)(place[1] * r + place[2]), y0 = (float)(place[4] * r + place[5]);
        for (int c = 0; c < COLUMNS; c++) {
            // Beyond these bounds, which NaN is set to as well, all is the edge's pixel.
            float x = within(along_x * (float)c + x0, -1.0f, right);
            float y = within(along_y * (float)c + y0, -1.0f, bottom);
            float left = __builtin_floorf(x), top = __builtin_floorf(y);
            float at = y - top;
            across[c] = x - left;
            offsets[c] = (int32_t)top * stride + (int32_t)left;
            down[0][c] = ((CUBIC * at - 2 * CUBIC) * at + CUBIC) * at;
            down[1][c] = ((CUBIC + 2) * at - (CUBIC + 3)) * at * at + 1;
            down[2][c] = ((-(CUBIC + 2) * at + (2 * CUBIC + 3)) * at - CUBIC) * at;
            down[3][c] = (CUBIC - CUBIC * at) * at * at;
        }
        for (int c = 0; c < COLUMNS; c++) {
            const float *at = corner + offsets[c];
            f4 columns = *(const f4_any *)at * down[0][c];
            columns += *(const f4_any *)(at + stride) * down[1][c];
            columns += *(const f4_any *)(at + 2 * stride) * down[2][c];
            columns += *(const f4_any *)(at + 3 * stride) * down[3][c];
            columns *= cubic(across[c]);
            float value = (columns[0] + columns[2]) + (columns[1] + columns[3]);
            made[r * COLUMNS + c] = value;
            sum += value;
        }
    }
    float mean = sum / COMPARED;
    for (int i = 0; i < COMPARED; i++) made[i] -= mean;
}

// Fills `apart` with the differences from the template under a motion.
static void differ(const Template *t, const Parts *p, const double *motion) {
    float *restrict apart = p->apart;
    compared(t, p, motion, apart);
    for (int i = 0; i < COMPARED; i++) apart[i] -= p->pixels[i];
}

// Returns in `x` and `y` where the coarse part lies, by normalized cross-correlation.
static void search(const Template *t, const Parts *p, int *x, int *y) {
    int cw = p->coarse_width, ch = p->coarse_height, sw = p->searched_width, sh = p->searched_height;
    const float *corner = p->reduced + BEFORE * p->stride + BEFORE;
    float sum = 0.0f, best = -2.0f;
    for (int i = 0; i < sw * sh; i++) {
        p->searched[i] = corner[i / sw * COARSE * p->stride + i % sw * COARSE];
        sum += p->searched[i];
    }
    float mean = sum / (float)(sw * sh), count = (float)(cw * ch);
    for (int i = 0; i < sw * sh; i++) p->searched[i] -= mean;
    *x = *y = EDGE / COARSE;
    for (int top = 0; top <= sh - ch; top++) {
        for (int left = 0; left <= sw - cw; left++) {
            f8 products = {0}, sums = {0}, squares = {0};
            float rest_products = 0.0f, rest_sums = 0.0f, rest_squares = 0.0f;
            for (int r = 0; r < ch; r++) {
                const float *seen = p->searched + (top + r) * sw + left, *part = p->coarse + r * cw;
                int c = 0;
                for (; c + 8 <= cw; c += 8) {
                    f8 value = *(const f8_anywhere *)(seen + c);
                    products += value * *(const f8_anywhere *)(part + c);
                    sums += value;
                    squares += value * value;
                }
                for (; c < cw; c++) {
                    rest_products += seen[c] * part[c];
                    rest_sums += seen[c];
                    rest_squares += seen[c] * seen[c];
                }
            }
            float all = total(sums) + rest_sums;
            float spread = total(squares) + rest_squares - all * all / count;
            if (!(spread > 1e-3f * count)) continue;  // too plain to be an eye
            float likeness = (total(products) + rest_products) / __builtin_sqrtf(spread);
            if (best == -2.0f || likeness > best) best = likeness, *x = left, *y = top;
        }
    }
    (void)t;
}

// Fills `inverse` with that of a symmetric, positive definite matrix; returns whether it is one.
static int invert(const double *matrix, double *inverse) {
    double root[36];  // the lower half of it
    for (int i = 0; i < 6; i++) {
        for (int j = 0; j <= i; j++) {
            double value = matrix[6 * i + j];
            for (int k = 0; k < j; k++) value -= root[6 * i + k] * root[6 * j + k];
            if (i == j && !(value > 1e-12)) return 0;
            root[6 * i + j] = i == j ? __builtin_sqrt(value) : value / root[6 * j + j];
        }
    }
    for (int column = 0; column < 6; column++) {
        double x[6];
        for (int i = 0; i < 6; i++) {
            double value = i == column;
            for (int k = 0; k < i; k++) value -= root[6 * i + k] * x[k];
            x[i] = value / root[6 * i + i];
        }
        for (int i = 5; i >= 0; i--) {
            for (int k = i + 1; k < 6; k++) x[i] -= root[6 * k + i] * x[k];
            x[i] /= root[6 * i + i];
        }
        for (int i = 0; i < 6; i++) inverse[6 * i + column] = x[i];
    }
    return 1;
}

// Makes a template of a frame; returns whether its pixels can be followed.
API int32_t following_begin(Template *t, const uint8_t *bgr, int64_t stride) {
    static const double still[6] = {0};
    int count;
    Parts p = parts_of(t, &count);
    reduce(t, &p, bgr, stride);
    compared(t, &p, still, p.pixels);
    for (int r = 0; r < ROWS; r++) {
        for (int c = 0; c < COLUMNS; c++) {
            int at = r * COLUMNS + c;
            float along[2] = {
                p.pixels[at + (c < COLUMNS - 1)] - p.pixels[at - (c > 0)],
                p.pixels[at + (r < ROWS - 1) * COLUMNS] - p.pixels[at - (r > 0) * COLUMNS],
            };
            float u = (float)((LEFT_PX + STEP_PX * c - CENTRE_X_PX) / RADIUS_PX);
            float v = (float)((TOP_PX + STEP_PX * r - CENTRE_Y_PX) / RADIUS_PX);
            for (int axis = 0; axis < 2; axis++) {
                float slope = along[axis] * (0.5f / STEP_PX);
                float *slopes = p.slopes + 3 * axis * COMPARED + at;
                slopes[0] = slope * u, slopes[COMPARED] = slope * v, slopes[2 * COMPARED] = slope;
            }
        }
    }
    double power[36];
    for (int i = 0; i < 6; i++) {
        for (int j = 0; j <= i; j++) {
            double both = product(p.slopes + i * COMPARED, p.slopes + j * COMPARED);
            power[6 * i + j] = power[6 * j + i] = both;
        }
    }
    double xx = power[14], xy = power[17], yy = power[35], both = xx + yy;
    t->slope = both / COMPARED;
    if (!(t->slope >= LEAST_SLOPE) || !(xx * yy - xy * xy > LEAST_CORNER * both * both)) return 0;
    for (int i = 0; i < 6; i++) {
        t->pull[i] = i % 3 == 2 ? 0.0 : t->slope * (NOISE_PX / USUAL_PX) * (NOISE_PX / USUAL_PX);
        power[7 * i] += t->pull[i];
    }
    const float *corner = p.reduced + (BEFORE + EDGE) * p.stride + BEFORE + EDGE;
    float sum = 0.0f;
    int size = p.coarse_width * p.coarse_height;
    for (int i = 0; i < size; i++) {
        int r = i / p.coarse_width, c = i % p.coarse_width;
        p.coarse[i] = corner[r * COARSE * p.stride + c * COARSE];
        sum += p.coarse[i];
    }
    for (int i = 0; i < size; i++) p.coarse[i] -= sum / (float)size;
    return invert(power, t->solve);
}

// Replaces a motion in the frame before by that in a frame; returns how much else changed.
API double following_find(Template *t, const uint8_t *bgr, int64_t stride, double *motion) {
    int count;
    Parts p = parts_of(t, &count);
    reduce(t, &p, bgr, stride);
    differ(t, &p, motion);
    if (!(product(p.apart, p.apart) <= JUMP_PX * JUMP_PX * t->slope * COMPARED)) {
        int x, y;
        search(t, &p, &x, &y);
        double way_x = x * COARSE - EDGE, way_y = y * COARSE - EDGE;
        const double *to = t->from_crop;
        double determinant = to[0] * to[4] - to[1] * to[3];
        for (int i = 0; i < 6; i++) motion[i] = 0.0;
        motion[2] = (to[4] * way_x - to[1] * way_y) / determinant;
        motion[5] = (to[0] * way_y - to[3] * way_x) / determinant;
        differ(t, &p, motion);
    }
    for (int round = 0; round < STEPS; round++) {
        double pulled[6], largest = 0.0;
        for (int i = 0; i < 6; i++) {
            pulled[i] = product(p.slopes + i * COMPARED, p.apart) + t->pull[i] * motion[i];
        }
        for (int i = 0; i < 6; i++) {
            double way = 0.0;
            for (int j = 0; j < 6; j++) way += t->solve[6 * i + j] * pulled[j];
            motion[i] -= way;
            way = way < 0 ? -way : way;
            largest = way > largest ? way : largest;
        }
        differ(t, &p, motion);
        if (largest < DONE_PX) break;
    }
    double far = motion[2] * motion[2] + motion[5] * motion[5];
    if (!(far <= FURTHEST_PX * FURTHEST_PX)) return __builtin_inf();
    for (int i = 0; i < 6; i++) {
        double stretch = motion[i] < 0 ? -motion[i] : motion[i];
        if (i % 3 != 2 && !(stretch <= MOST_STRETCH_PX)) return __builtin_inf();
    }
    float most_apart = 0.0f;
    for (int tile = 0; tile < TILE_ROWS * TILE_COLUMNS; tile++) {
        int height = ROWS / TILE_ROWS, width = COLUMNS / TILE_COLUMNS;
        int top = tile / TILE_COLUMNS * height, left = tile % TILE_COLUMNS * width;
        float sum = 0.0f;
        for (int i = 0; i < height * width; i++) {
            float apart = p.apart[(top + i / width) * COLUMNS + left + i % width];
            sum += apart * apart;
        }
        most_apart = most(most_apart, sum / (float)(height * width));
    }
    return __builtin_sqrt(most_apart / t->slope);
}
