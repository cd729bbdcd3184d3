// Draws redirected eyes into a frame: the steps of `gazefix.imaging.compositor`, one eye at a time.
#include "eyes.h"

enum {
    MAPS = 8,           // flow x and y, lightening, detail, brightening, line, and two that pad
    SHEET_MARGIN = 4,   // frame pixels around an eye's box: a blur of one pixel reads this far
    MOST_STREAKS = 15,
    MOST_RADIUS = 64,   // of a blur
    NOISE_VALUES = 2048 // of the noise operator on bytes
};

static float power_of_two(float x) {
    x = within(x, -120.0f, 120.0f);
    float whole = __builtin_floorf(x), t = x - whole;
    // Minimax polynomial of 2^t on 0..1; its error is below 3e-6.
    float p = 1.0f + t * (0.6931472f + t * (0.2402265f + t * (0.0555041f + t *
        (0.0096181f + t * 0.0013333f))));
    union { int32_t i; float f; } factor = {.i = ((int)whole + 127) << 23};
    return p * factor.f;
}

// The colour of an eye's white at full brightness, as `glints.white_colours`.
static f4 white_colour(
    const Frame *frame, const EyeToDraw *eye, const Edge *edges, const Rules *rules
) {
    f4 light = splat(rules->white_faint);
    float step = rules->white_step;
    for (float y = 0.0f; y < rules->crop_height; y += step)
        for (float x = 0.0f; x < rules->crop_width; x += step) {
            if (between_lids(edges, x, y) < 0.0f || from_iris(eye, x, y) < rules->white_from)
                continue;
            float fx = within(map_x(eye->to_frame, x, y), 0.0f, (float)(frame->width - 1));
            float fy = within(map_y(eye->to_frame, x, y), 0.0f, (float)(frame->height - 1));
            int ix = (int)fx, iy = (int)fy;
            int right = 3 * (ix < frame->width - 1), below = iy < frame->height - 1;
            const uint8_t *row = frame->pixels + iy * frame->stride + 3 * ix;
            const uint8_t *next = row + (below ? frame->stride : 0);
            float tx = fx - (float)ix, ty = fy - (float)iy;
            f4 upper = pixel_at(row) + tx * (pixel_at(row + right) - pixel_at(row));
            f4 lower = pixel_at(next) + tx * (pixel_at(next + right) - pixel_at(next));
            f4 colour = upper + ty * (lower - upper);
            float bright = most(most(colour[0], colour[1]), colour[2]) / 255.0f;
            light += bright * bright * bright * bright * colour; // to the power of WHITE_POWER
        }
    float brightest = most(most(light[0], light[1]), light[2]);
    return 255.0f / brightest * light;
}

// How far noise alone sets a pixel apart, in grey levels, as `operations.noise_levels`.
static float noise_gate(const f4 *picture, Area box, const Rules *rules, int32_t *counts) {
    int total = 0, width = box.width;
    for (int i = 0; i < NOISE_VALUES; i++) counts[i] = 0;
    for (int y = 1; y < box.height - 1; y += 2)
        for (int x = 1; x < width - 1; x += 2) {
            const f4 *at = picture + y * width + x, *up = at - width, *down = at + width;
            float sum = up[-1][1] + up[1][1] + down[-1][1] + down[1][1] + 4 * at[0][1] -
                2 * (up[0][1] + down[0][1] + at[-1][1] + at[1][1]);
            counts[(int)__builtin_fabsf(sum)]++;
            total++;
        }
    int value = 0;
    for (int seen = total ? counts[0] : 1; seen <= total / 2 && value < NOISE_VALUES - 1;)
        seen += counts[++value];
    float noise = (float)value / (0.6745f * 6);
    return within(rules->noise_deviations * noise, rules->least_noise, rules->most_noise);
}

// Blurs a picture; its edges continue. `row` has place for a row and twice MOST_RADIUS pixels.
static void blur_picture(const f4 *from, f4 *to, f4 *between, f4 *row, Area box, float sigma) {
    int radius = ((int)(sigma * 8 + 1.5f) | 1) / 2, width = box.width, height = box.height;
    radius = clamp(radius, 1, MOST_RADIUS);
    float kernel[2 * MOST_RADIUS + 1], sum = 0.0f;
    for (int i = -radius; i <= radius; i++) {
        float x = (float)i / sigma;
        sum += kernel[i + radius] = power_of_two(-0.5f * 1.442695f * x * x);
    }
    for (int i = 0; i <= 2 * radius; i++) kernel[i] /= sum;
    for (int y = 0; y < height; y++) {
        const f4 *line = from + y * width;
        f4 *made = between + y * width;
        for (int x = -radius; x < width + radius; x++)
            row[x + radius] = line[clamp(x, 0, width - 1)];
        for (int x = 0; x < width; x++) {
            f4 mean = kernel[radius] * row[x + radius];
            for (int i = 0; i < radius; i++)
                mean += kernel[i] * (row[x + i] + row[x + 2 * radius - i]);
            made[x] = mean;
        }
    }
    for (int y = 0; y < height; y++) {
        f4 *made = to + y * width;
        for (int x = 0; x < width; x++) made[x] = kernel[radius] * between[y * width + x];
        for (int i = 1; i <= radius; i++) {
            const f4 *above = between + clamp(y - i, 0, height - 1) * width;
            const f4 *below = between + clamp(y + i, 0, height - 1) * width;
            float weight = kernel[radius - i];
            for (int x = 0; x < width; x++) made[x] += weight * (above[x] + below[x]);
        }
    }
}

static const float NEAR = 0.499f;

// Finds which pixels of each row of a box lie in a convex polygon of its positions, or nearer to
// it than half a pixel.
static void find_spans(const float *outline, int corners, Area box, int32_t *spans) {
    for (int y = 0; y < box.height; y++) spans[2 * y] = box.width, spans[2 * y + 1] = -1;
    for (int i = 0; i < corners; i++) {
        const float *one = outline + 2 * i, *two = outline + 2 * ((i + 1) % corners);
        float ax = one[0], ay = one[1], bx = two[0], by = two[1];
        if (ay > by) ax = two[0], ay = two[1], bx = one[0], by = one[1];
        int first = clamp(round_up(ay - NEAR), 0, box.height - 1);
        int last = clamp(round_down(by + NEAR), 0, box.height - 1);
        for (int y = first; y <= last; y++) {
            float at = within((float)y, ay, by);
            float x = by > ay ? ax + (bx - ax) * (at - ay) / (by - ay) : ax;
            float other = by > ay ? x : bx;
            int left = clamp(round_up(least(x, other) - NEAR), 0, box.width - 1);
            int right = clamp(round_down(most(x, other) + NEAR), 0, box.width - 1);
            if (left < spans[2 * y]) spans[2 * y] = left;
            if (right > spans[2 * y + 1]) spans[2 * y + 1] = right;
        }
    }
}

// The box of the frame, or beyond its edges, around what an eye's warp changes.
static Area box_around(const EyeToDraw *eye) {
    double low_x = 0, low_y = 0, high_x = 0, high_y = 0;
    for (int i = 0; i < 4; i++) {
        double cx = eye->part[i & 1 ? 2 : 0] - (i & 1), cy = eye->part[i & 2 ? 3 : 1] - (i >> 1);
        double x = eye->to_frame[0] * cx + eye->to_frame[1] * cy + eye->to_frame[2];
        double y = eye->to_frame[3] * cx + eye->to_frame[4] * cy + eye->to_frame[5];
        low_x = !i || x < low_x ? x : low_x, high_x = !i || x > high_x ? x : high_x;
        low_y = !i || y < low_y ? y : low_y, high_y = !i || y > high_y ? y : high_y;
    }
    int x0 = round_down(low_x) - SHEET_MARGIN, y0 = round_down(low_y) - SHEET_MARGIN;
    int x1 = round_up(high_x) + 1 + SHEET_MARGIN, y1 = round_up(high_y) + 1 + SHEET_MARGIN;
    return (Area){x0, y0, x1 - x0, y1 - y0};
}

// What a warp does at a place of its maps; nothing beyond them.
static inline f8 read_maps(const EyeToDraw *eye, float u, float v) {
    f8 values = {0};
    int width = eye->map_width, height = eye->map_height;
    if (!(u > -1.0f && v > -1.0f && u < (float)width && v < (float)height)) return values;
    int iu = (int)(u + 1.0f) - 1, iv = (int)(v + 1.0f) - 1;
    float tu = u - (float)iu, tv = v - (float)iv;
    const f8_anywhere *map = (const f8_anywhere *)eye->maps + ((int64_t)iv * width + iu);
    if (iu >= 0 && iv >= 0 && iu + 1 < width && iv + 1 < height) {
        f8 upper = map[0] + tu * (map[1] - map[0]);
        f8 lower = map[width] + tu * (map[width + 1] - map[width]);
        return upper + tv * (lower - upper);
    }
    for (int i = 0; i < 4; i++) {
        int column = i & 1, row = i >> 1;
        if (iu + column < 0 || iv + row < 0 || iu + column >= width || iv + row >= height) continue;
        values += (column ? tu : 1 - tu) * (row ? tv : 1 - tv) * map[row * width + column];
    }
    return values;
}

// Finds what a warp does to the pixels of a row, from `first` to `last`.
static void read_row(const EyeToDraw *eye, Area box, int y, int first, int last, Change *changes) {
    const double *m = eye->to_crop;
    double fine = eye->fine;
    float u = (float)(fine * (m[0] * box.x0 + m[1] * (box.y0 + y) + m[2])) + eye->shift[0];
    float v = (float)(fine * (m[3] * box.x0 + m[4] * (box.y0 + y) + m[5])) + eye->shift[1];
    float step_u = (float)(fine * m[0]), step_v = (float)(fine * m[3]);
    float xx = (float)eye->to_frame[0], xy = (float)eye->to_frame[1];
    float yx = (float)eye->to_frame[3], yy = (float)eye->to_frame[4];
    for (int x = first; x <= last; x++) {
        f8 values = read_maps(eye, u + step_u * (float)x, v + step_v * (float)x);
        changes[x] = (Change){
            (float)(box.x0 + x) + xx * values[0] + xy * values[1],
            (float)(box.y0 + y) + yx * values[0] + yy * values[1],
            within(values[2], 0.0f, 1.0f), values[4], values[3], within(values[5], 0.0f, 1.0f)};
    }
}

static f4 median_along(const f4 *from, Area area, const Change *change, const EyeToDraw *eye,
                       const Rules *rules) {
    f4 found[MOST_STREAKS];
    int places = clamp((int)rules->streak_places, 1, MOST_STREAKS);
    float step_x = (float)eye->to_frame[0] * rules->streak_step;
    float step_y = (float)eye->to_frame[3] * rules->streak_step;
    for (int i = 0; i < places; i++) {
        float way = (float)(i - places / 2);
        f4 value = sample_linear(from, area.width, area.height,
            change->x + way * step_x - (float)area.x0, change->y + way * step_y - (float)area.y0);
        found[i] = value;
    }
    f4 middle = splat(0.0f);
    for (int c = 0; c < 3; c++) {
        float sorted[MOST_STREAKS];
        for (int i = 0; i < places; i++) {
            int j = i;
            for (; j && sorted[j - 1] > found[i][c]; j--) sorted[j] = sorted[j - 1];
            sorted[j] = found[i][c];
        }
        middle[c] = sorted[places / 2];
    }
    return middle;
}

static void draw_eye(
    const Frame *frame, uint8_t *target, const EyeToDraw *eye, const Rules *rules, Scratch *scratch
) {
    Area box = box_around(eye);
    // Nothing of an eye of a real face is larger; it keeps numbers of pixels far from overflowing.
    if (box.width <= 0 || box.height <= 0 || box.width > 20000 || box.height > 20000) return;
    int64_t count = (int64_t)box.width * box.height;
    int32_t *spans = take(scratch, 8 * box.height), *counts = take(scratch, 4 * NOISE_VALUES);
    float *outline = take(scratch, 8 * (eye->corners + 1));
    Change *changes = take(scratch, count * (int64_t)sizeof(Change));
    f4 *drawn = take(scratch, 16 * count), *mean = take(scratch, 16 * count);
    f4 *between = take(scratch, 16 * count), *colours = take(scratch, 16 * count);
    f4 *row = take(scratch, 16 * (box.width + 2 * MOST_RADIUS));
    if (scratch->missing || eye->corners < 1) return;

    for (int i = 0; i < eye->corners; i++) {
        double x = eye->outline[2 * i], y = eye->outline[2 * i + 1];
        outline[2 * i] = map_x(eye->to_frame, x, y) - (float)box.x0;
        outline[2 * i + 1] = map_y(eye->to_frame, x, y) - (float)box.y0;
    }
    find_spans(outline, eye->corners, box, spans);
    float low_x = 1e9f, low_y = 1e9f, high_x = -1e9f, high_y = -1e9f;
    for (int y = 0; y < box.height; y++) {
        Change *made = changes + y * box.width;
        read_row(eye, box, y, spans[2 * y], spans[2 * y + 1], made);
        for (int x = spans[2 * y]; x <= spans[2 * y + 1]; x++) {
            low_x = least(made[x].x, low_x), high_x = most(made[x].x, high_x);
            low_y = least(made[x].y, low_y), high_y = most(made[x].y, high_y);
        }
    }
    if (!(low_x <= high_x && low_y <= high_y)) return;

    // The part of the frame that is sampled; beyond the frame, a few pixels of its edge.
    double streak = (int)rules->streak_places / 2 * (double)rules->streak_step * eye->scale;
    int margin = round_up(streak) + CUBIC_MARGIN;
    Area area;
    area.x0 = clamp(round_down(low_x), -margin, frame->width) - margin;
    area.y0 = clamp(round_down(low_y), -margin, frame->height) - margin;
    area.width = clamp(round_up(high_x), -1, frame->width + margin) + margin + 2 - area.x0;
    area.height = clamp(round_up(high_y), -1, frame->height + margin) + margin + 2 - area.y0;
    area.width = area.width < 5 ? 5 : area.width;
    area.height = area.height < 5 ? 5 : area.height;
    f4 *source = take(scratch, 16 * (int64_t)area.width * area.height);
    Edge edges[LIDS];
    find_edges(eye->anchors, edges);
    Glints glints = find_glints(frame, eye, edges, rules, scratch);
    if (scratch->missing) return;
    copy_area(frame, area, source);
    if (glints.spots) take_out_glints(source, area, &glints);
    f4 white = white_colour(frame, eye, edges, rules);
    Disc disc = find_disc(eye, edges, source, area, rules);
    copy_area(frame, box, drawn);
    float gate = noise_gate(drawn, box, rules, counts);

    for (int y = 0; y < box.height; y++)
        for (int x = spans[2 * y]; x <= spans[2 * y + 1]; x++) {
            int at = y * box.width + x;
            const Change *change = changes + at;
            f4 colour = sample_cubic(source, area.width, area.height,
                change->x - (float)area.x0, change->y - (float)area.y0);
            if (change->detail < -rules->soft_most - rules->least_streak) {
                float share = least(-change->detail - rules->soft_most, 1.0f);
                colour += share * (median_along(source, area, change, eye, rules) - colour);
            }
            colour *= power_of_two(change->brighten) * (1 - change->lighten);
            colour += change->lighten * white;
            if (disc.share > 0.0f)
                colour = complete_iris(&disc, colour, (float)(box.x0 + x), (float)(box.y0 + y),
                    change, eye, edges, rules);
            if (glints.spots)
                colour += glint_at(&glints, (float)(box.x0 + x), (float)(box.y0 + y), change, eye,
                    edges, rules);
            colour[3] = 1.0f;
            colours[at] = colour;
            drawn[at] = eye->has_lines ? (1 - (1 - rules->line_seen) * change->line) * colour : colour;
        }

    float wide = most(1.0f, rules->line_sigma * (float)eye->scale);
    blur_picture(drawn, mean, between, row, box, 1.0f);
    f4 *around_line = mean;
    if (eye->has_lines && wide > 1.0f) {
        around_line = take(scratch, 16 * count);
        if (scratch->missing) return;
        blur_picture(drawn, around_line, between, row, box, wide);
    }
    for (int y = 0; y < box.height; y++) {
        int into = box.y0 + y;
        if (into < 0 || into >= frame->height) continue;
        for (int x = spans[2 * y]; x <= spans[2 * y + 1]; x++) {
            int at = y * box.width + x, column = box.x0 + x;
            if (column < 0 || column >= frame->width) continue;
            const Change *change = changes + at;
            float fx = change->x - __builtin_floorf(change->x);
            float fy = change->y - __builtin_floorf(change->y);
            float strength = most(change->detail, -rules->soft_most) +
                2 * rules->detail_between * (fx - fx * fx + fy - fy * fy);
            float line = eye->has_lines ? change->line : 0.0f;
            f4 colour = colours[at], around = mean[at];
            if (eye->has_lines) around /= splat(around[3]);
            f4 apart = colour - around, kept = within4(apart, splat(-gate), splat(gate));
            f4 made = colour + strength * (1 - line) * (apart - kept);
            if (line > 0.0f) made -= line * (colour - around_line[at] / splat(around_line[at][3]));
            i4 levels = __builtin_convertvector(within4(made, splat(0), splat(255)) + 0.5f, i4);
            uint8_t *pixel = target + 3 * ((int64_t)into * frame->width + column);
            pixel[0] = (uint8_t)levels[0], pixel[1] = (uint8_t)levels[1];
            pixel[2] = (uint8_t)levels[2];
        }
    }
}

// Draws eyes into `target`, a contiguous copy of the frame. Returns 0, or by how many bytes the
// scratch memory was too small for one of them; then the target may be drawn in part.
API int64_t draw_eyes(
    const uint8_t *pixels, int64_t stride, int32_t width, int32_t height, uint8_t *target,
    const EyeToDraw *eyes, int32_t count, const Rules *rules, uint8_t *memory, int64_t bytes
) {
    Frame frame = {pixels, stride, width, height};
    for (int i = 0; i < count; i++) {
        Scratch scratch = {memory, memory + bytes, 0};
        draw_eye(&frame, target, eyes + i, rules, &scratch);
        if (scratch.missing) return scratch.missing;
    }
    return 0;
}
