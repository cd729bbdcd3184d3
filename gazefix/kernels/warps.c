// Prepares warps to be drawn: the steps of `gazefix.imaging.prepared_warp`, one eye at a time.
#include "pixels.h"

enum {
    WIDTH = 96, // of a crop, in pixels
    HEIGHT = 64,
    COUNT = WIDTH * HEIGHT,
    FLOW_X = 0, // maps of a warp
    FLOW_Y = COUNT,
    LIGHTEN = 2 * COUNT,
    BRIGHTEN = 3 * COUNT,
    WARP = 4 * COUNT,
    MAPS = 8,    // as in drawing.c
    POINTS = 7,  // landmarks: six of the lids, and the iris
    RADIUS = 4,  // of a Gaussian of one pixel
    STEP = 2,    // between the pixels that measure the iris's way
    CORNERS = 2 * HEIGHT + 2
};

// Constants of `prepared_warp` and `eye_model`, in this order, and tables of the softening: seven
// ways sideways with their softening, and five down. The last come from `raised_lids`.
typedef struct {
    float brighten_most, darken_more, darken_way, still_px, still_lighten, still_brighten;
    float margin, iris_reach, detail_gain, detail_most, soft_gain, soft_shrunk_most, soft_most;
    float streaks_from, streaks_all, squeezed_from, squeezed_all, least_line;
    float sideways[2][7], upright[2][5];
    float lids_less, lids_raised[2], lids_below[2], lids_outwards[2];
} WarpRules;

// What is prepared of a warp.
typedef struct {
    float way[2]; // of the iris
    float softer;
    int32_t has_lines, corners;
    int32_t box[4];             // of what changes; empty if nothing does
    float outline[2 * CORNERS]; // convex, half a pixel outside of what changes
} Prepared;

// Memory of the caller: systems give a function little of its own without asking.
typedef struct {
    float detail[COUNT], line[COUNT], columns[HEIGHT + 2 * RADIUS][WIDTH];
} Work;

static float between(const float *xs, const float *ys, int count, float x) {
    if (!(x > xs[0])) return ys[0];
    for (int i = 1; i < count; i++)
        if (x < xs[i]) return ys[i - 1] + (ys[i] - ys[i - 1]) * (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
    return ys[count - 1];
}

// As `glints.iris_ways`.
static void measure_way(const float *warp, const float *anchors, float reach, float *way) {
    float a[POINTS - 1], b[POINTS - 1], c[POINTS - 1], sum = 0, sum_x = 0, sum_y = 0;
    for (int i = 0; i < POINTS - 1; i++) {
        const float *one = anchors + 2 * i, *two = anchors + 2 * ((i + 1) % (POINTS - 1));
        float dx = two[0] - one[0], dy = two[1] - one[1];
        float length = most(__builtin_sqrtf(dx * dx + dy * dy), 1e-3f);
        a[i] = -dy / length, b[i] = dx / length, c[i] = (dy * one[0] - dx * one[1]) / length;
    }
    const float *iris = anchors + 2 * (POINTS - 1);
    for (int row = 0; row < HEIGHT; row += STEP)
        for (int column = 0; column < WIDTH; column += STEP) {
            const float *flow = warp + row * WIDTH + column;
            float x = (float)column + flow[FLOW_X], y = (float)row + flow[FLOW_Y];
            float dx = x - iris[0], dy = y - iris[1];
            float inside = reach - __builtin_sqrtf(dx * dx + dy * dy);
            if (!(inside > -0.5f)) continue;
            float lids = a[0] * x + b[0] * y + c[0];
            for (int i = 1; i < POINTS - 1; i++) lids = least(lids, a[i] * x + b[i] * y + c[i]);
            float shown = within(inside + 0.5f, 0, 1) * within(lids + 0.5f, 0, 1);
            sum += shown, sum_x += shown * flow[FLOW_X], sum_y += shown * flow[FLOW_Y];
        }
    way[0] = sum_x / most(sum, 1.0f);
    way[1] = sum_y / most(sum, 1.0f);
}

// As `raised_lids.keep_lids_shaded`.
static void keep_lids_shaded(float *warp, const float *anchors, float up, const WarpRules *rules) {
    float share = rules->lids_less * ramp(up, rules->lids_raised);
    if (!(share > 0)) return;
    float a[3], b[3], c[3];
    for (int i = 0; i < 3; i++) { // the upper lid's edges
        const float *one = anchors + 2 * i;
        float dx = one[2] - one[0], dy = one[3] - one[1];
        float length = most(__builtin_sqrtf(dx * dx + dy * dy), 1e-3f);
        a[i] = -dy / length, b[i] = dx / length, c[i] = (dy * one[0] - dx * one[1]) / length;
    }
    for (int row = 0, i = 0; row < HEIGHT; row++)
        for (int column = 0; column < WIDTH; column++, i++) {
            float x = (float)column + warp[FLOW_X + i], y = (float)row + warp[FLOW_Y + i];
            float below = a[0] * x + b[0] * y + c[0];
            for (int k = 1; k < 3; k++) below = least(below, a[k] * x + b[k] * y + c[k]);
            float outwards = ramp(x - (WIDTH - 1) / 2.0f, rules->lids_outwards);
            warp[LIGHTEN + i] *= 1 - share * ramp(below, rules->lids_below) * outwards;
        }
}

// Limits and deepens the brightening of a warp, and finds what it visibly changes.
static void find_changes(
    float *warp, const float *anchors, float scale, const WarpRules *rules, uint8_t *changes,
    Prepared *made
) {
    measure_way(warp, anchors, rules->iris_reach, made->way);
    keep_lids_shaded(warp, anchors, made->way[1], rules);
    float down = -made->way[1];
    float darker = 1 + rules->darken_more * least(__builtin_fabsf(down) / rules->darken_way, 1.0f);
    made->softer = between(rules->sideways[0], rules->sideways[1], 7, __builtin_fabsf(made->way[0])) +
        between(rules->upright[0], rules->upright[1], 5, down);
    float still = rules->still_px / scale * (rules->still_px / scale);
    for (int i = 0; i < COUNT; i++) {
        float x = warp[FLOW_X + i], y = warp[FLOW_Y + i];
        float light = least(warp[BRIGHTEN + i], rules->brighten_most);
        light = least(light, light * darker);
        warp[BRIGHTEN + i] = light;
        changes[i] = (x * x + y * y > still) | (warp[LIGHTEN + i] > rules->still_lighten) |
            (__builtin_fabsf(light) > rules->still_brighten);
    }
    int left = WIDTH, top = HEIGHT, right = 0, bottom = 0;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            if (changes[y * WIDTH + x]) {
                left = x < left ? x : left, right = x >= right ? x + 1 : right;
                top = y < top ? y : top, bottom = y + 1;
            }
    int margin = (int)rules->margin, any = right > 0;
    made->box[0] = any * clamp(left - margin, 0, WIDTH);
    made->box[1] = any * clamp(top - margin, 0, HEIGHT);
    made->box[2] = any * clamp(right + margin, 0, WIDTH);
    made->box[3] = any * clamp(bottom + margin, 0, HEIGHT);
}

static void blur(float *values, int width, int height, Work *work) {
    // A Gaussian of one pixel.
    static const float kernel[RADIUS + 1] = {0.39905028f, 0.24203623f, 0.05400558f, 0.00443305f, 0.00013383f};
    float row[WIDTH + 2 * RADIUS], (*columns)[WIDTH] = work->columns;
    for (int y = 0; y < height; y++) {
        float *line = values + y * width, *into = columns[y + RADIUS];
        for (int x = -RADIUS; x < width + RADIUS; x++) row[x + RADIUS] = line[clamp(x, 0, width - 1)];
        for (int x = 0; x < width; x++) into[x] = kernel[0] * row[x + RADIUS];
        for (int i = 1; i <= RADIUS; i++)
            for (int x = 0; x < width; x++)
                into[x] += kernel[i] * (row[x + RADIUS - i] + row[x + RADIUS + i]);
    }
    for (int y = 0; y < RADIUS; y++)
        for (int x = 0; x < width; x++) {
            columns[y][x] = columns[RADIUS][x];
            columns[height + RADIUS + y][x] = columns[height + RADIUS - 1][x];
        }
    for (int y = 0; y < height; y++) {
        float *line = values + y * width;
        for (int x = 0; x < width; x++) line[x] = kernel[0] * columns[y + RADIUS][x];
        for (int i = 1; i <= RADIUS; i++)
            for (int x = 0; x < width; x++)
                line[x] += kernel[i] * (columns[y + RADIUS - i][x] + columns[y + RADIUS + i][x]);
    }
}

// As `prepared_warp.warp_maps`, in the box (x0, y0, x1, y1); marks visible lines as changes.
static void make_maps(
    const float *warp, const int32_t *box, const WarpRules *rules, float *maps, uint8_t *changes,
    Prepared *made, Work *work
) {
    int width = box[2] - box[0], height = box[3] - box[1];
    float *detail = work->detail, *line = work->line;
    float streaks_at = 1 / rules->streaks_from, streaks_by = 1 / (streaks_at - 1 / rules->streaks_all);
    float squeezed_by = 1 / (rules->squeezed_all - rules->squeezed_from);
    made->has_lines = 0;
    for (int y = 0; y < height; y++) {
        const float *fx = warp + FLOW_X + (box[1] + y) * WIDTH + box[0];
        const float *fy = fx + FLOW_Y - FLOW_X;
        int up = y ? -WIDTH : 0, down = y < height - 1 ? WIDTH : 0;
        float xx[WIDTH], yx[WIDTH]; // the Jacobian's first column; edges continue
        for (int x = 1; x < width - 1; x++) {
            xx[x] = 1 + (fx[x + 1] - fx[x - 1]) / 2;
            yx[x] = (fy[x + 1] - fy[x - 1]) / 2;
        }
        for (int x = 0; x < width; x += width > 1 ? width - 1 : 1) {
            int left = x ? x - 1 : 0, right = x < width - 1 ? x + 1 : x;
            xx[x] = 1 + (fx[right] - fx[left]) / 2;
            yx[x] = (fy[right] - fy[left]) / 2;
        }
        for (int x = 0; x < width; x++) {
            float xy = (fx[x + down] - fx[x + up]) / 2, yy = 1 + (fy[x + down] - fy[x + up]) / 2;
            float grown = within(__builtin_fabsf(xx[x] * yy - xy * yx[x]), 0.1f, 10.0f);
            float stretched = 1 / __builtin_sqrtf(grown) - 1;
            float strength = stretched * (stretched > 0 ? rules->detail_gain : rules->soft_gain);
            float sum_x = xx[x] + yy, sum_y = yx[x] - xy, apart_x = xx[x] - yy, apart_y = yx[x] + xy;
            float half_sum = __builtin_sqrtf(sum_x * sum_x + sum_y * sum_y) / 2;
            float half_difference = __builtin_sqrtf(apart_x * apart_x + apart_y * apart_y) / 2;
            float smaller = __builtin_fabsf(half_sum - half_difference);
            float streaks = within((streaks_at - smaller) * streaks_by, 0, 1);
            float squeezed = (half_sum + half_difference - rules->squeezed_from) * squeezed_by;
            strength = within(strength, -rules->soft_shrunk_most, rules->detail_most);
            float moves = within(__builtin_sqrtf(fx[x] * fx[x] + fy[x] * fy[x]), 0, 1);
            strength = (strength - moves * made->softer) * (1 - streaks);
            detail[y * width + x] = strength - (1 + rules->soft_most) * streaks;
            line[y * width + x] = most(squeezed, 0);
        }
    }
    blur(detail, width, height, work);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int at = y * width + x, from = (box[1] + y) * WIDTH + box[0] + x;
            float *map = maps + MAPS * at;
            map[0] = warp[FLOW_X + from], map[1] = warp[FLOW_Y + from];
            map[2] = warp[LIGHTEN + from], map[3] = detail[at];
            map[4] = warp[BRIGHTEN + from], map[5] = least(line[at], 1);
            map[6] = map[7] = 0;
            int seen = line[at] > rules->least_line;
            changes[from] |= (uint8_t)seen;
            made->has_lines |= seen;
        }
}

// Tells to which side a way turns at its second place; below 0 to the right, as the y axis is down.
static float turn(const float *from, const float *at, float x, float y) {
    return (at[0] - from[0]) * (y - at[1]) - (at[1] - from[1]) * (x - at[0]);
}

// Finds the convex outline of what changes, half a pixel outside of it, by Andrew's chains: first
// down the left ends of the rows, then up their right ends.
static void find_outline(const uint8_t *changes, Prepared *made) {
    float *points = made->outline;
    int count = 0;
    for (int side = 0; side < 2; side++) {
        int first = count;
        for (int i = 0; i < HEIGHT; i++) {
            int y = side ? HEIGHT - 1 - i : i, x = side ? WIDTH - 1 : 0, way = side ? -1 : 1;
            const uint8_t *row = changes + y * WIDTH;
            while (x >= 0 && x < WIDTH && !row[x]) x += way;
            if (x < 0 || x >= WIDTH) continue;
            for (; count - first >= 2; count--) {
                const float *last = points + 2 * (count - 1);
                if (turn(last - 2, last, (float)x, (float)y) < 0) break;
            }
            points[2 * count] = (float)x, points[2 * count + 1] = (float)y;
            count++;
        }
    }
    float mean_x = 0, mean_y = 0;
    for (int i = 0; i < count; i++) mean_x += points[2 * i], mean_y += points[2 * i + 1];
    for (int i = 0; i < count; i++) {
        points[2 * i] += points[2 * i] * (float)count < mean_x ? -0.5f : 0.5f;
        points[2 * i + 1] += points[2 * i + 1] * (float)count < mean_y ? -0.5f : 0.5f;
    }
    made->corners = count;
}

// Finds what warps (count, WARP) visibly change, whose brightening it limits and deepens. `changes`
// is (count, HEIGHT, WIDTH).
API void find_warps(
    float *warps, const float *anchors, const float *scales, int32_t count, const WarpRules *rules,
    uint8_t *changes, Prepared *made
) {
    for (int i = 0; i < count; i++)
        find_changes(warps + i * WARP, anchors + 2 * POINTS * i, scales[i], rules,
            changes + i * COUNT, made + i);
}

// Makes the maps (count, y1 - y0, x1 - x0, MAPS) and the outlines of warps that were found.
API void map_warps(
    const float *warps, int32_t count, const int32_t *box, const WarpRules *rules, uint8_t *changes,
    Prepared *made, float *maps, Work *work
) {
    int64_t size = (int64_t)MAPS * (box[2] - box[0]) * (box[3] - box[1]);
    for (int i = 0; i < count; i++) {
        if (size > 0)
            make_maps(warps + i * WARP, box, rules, maps + i * size, changes + i * COUNT, made + i,
                work);
        find_outline(changes + i * COUNT, made + i);
    }
}
