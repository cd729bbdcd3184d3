// Glints, the reflections on the cornea: as `gazefix.imaging.glints` has them.
#include "eyes.h"

static int odd_size(float size, float *nearness) {
    int odd = 2 * (int)__builtin_floorf((size - 1.0f) / 2.0f) + 1;
    odd = odd < 3 ? 3 : odd;
    *nearness = within((size - (float)odd) / 2.0f, 0.0f, 1.0f);
    return odd;
}

static inline uint8_t extreme(uint8_t a, uint8_t b, int smallest) {
    return smallest ? (a < b ? a : b) : (a > b ? a : b);
}

// The smallest or largest bytes in a rectangle around each pixel of three bytes; `row` has place for
// a row of the picture and `across` more pixels.
static void extremes(
    const uint8_t *from, uint8_t *to, uint8_t *between, uint8_t *row, int side, int across,
    int down, int smallest
) {
    int bytes = 3 * side, beside = 3 * (across / 2);
    for (int y = 0; y < side; y++) {
        for (int i = 0; i < bytes + 2 * beside; i++) row[i] = smallest ? 255 : 0;
        for (int i = 0; i < bytes; i++) row[beside + i] = from[y * bytes + i];
        uint8_t *made = between + y * bytes;
        for (int i = 0; i < bytes; i++) made[i] = row[i];
        for (int t = 1; t < across; t++)
            if (smallest)
                for (int i = 0; i < bytes; i++) made[i] = extreme(made[i], row[i + 3 * t], 1);
            else
                for (int i = 0; i < bytes; i++) made[i] = extreme(made[i], row[i + 3 * t], 0);
    }
    for (int y = 0; y < side; y++) {
        int first = clamp(y - down / 2, 0, side - 1), last = clamp(y + down / 2, 0, side - 1);
        uint8_t *made = to + y * bytes;
        for (int i = 0; i < bytes; i++) made[i] = between[first * bytes + i];
        for (int r = first + 1; r <= last; r++) {
            const uint8_t *other = between + r * bytes;
            if (smallest)
                for (int i = 0; i < bytes; i++) made[i] = extreme(made[i], other[i], 1);
            else
                for (int i = 0; i < bytes; i++) made[i] = extreme(made[i], other[i], 0);
        }
    }
}

typedef struct {
    uint8_t *row, *between, *eroded;
    int side;
} Opening;

static void open_picture(const Opening *by, const uint8_t *from, uint8_t *to, int across, int down) {
    extremes(from, by->eroded, by->between, by->row, by->side, across, down, 1);
    extremes(by->eroded, to, by->between, by->row, by->side, across, down, 0);
}

// The largest numbers in a square around each.
static void widen(const float *from, float *to, float *between, int side, int size) {
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            int last = clamp(x + size / 2, 0, side - 1);
            float largest = 0.0f;
            for (int i = clamp(x - size / 2, 0, side - 1); i <= last; i++)
                largest = most(largest, from[y * side + i]);
            between[y * side + x] = largest;
        }
    for (int y = 0; y < side; y++) {
        int first = clamp(y - size / 2, 0, side - 1), last = clamp(y + size / 2, 0, side - 1);
        for (int x = 0; x < side; x++) {
            float largest = 0.0f;
            for (int i = first; i <= last; i++) largest = most(largest, between[i * side + x]);
            to[y * side + x] = largest;
        }
    }
}

// Finds the glints of an eye, as `glints.part_glints`. Without any, `spots` is null.
Glints find_glints(
    const Frame *frame, const EyeToDraw *eye, const Edge *edges, const Rules *rules, Scratch *scratch
) {
    Glints none = {0};
    const float *iris = eye->anchors + 2 * LIDS;
    float scale = (float)eye->scale;
    float centre_x = map_x(eye->to_frame, iris[0], iris[1]);
    float centre_y = map_y(eye->to_frame, iris[0], iris[1]);
    if (!(__builtin_fabsf(centre_x) < 1e6f && __builtin_fabsf(centre_y) < 1e6f)) return none;
    int reach = round_up(rules->glint_reach * eye->scale), side = 2 * reach + 2;
    int x0 = round_down(centre_x) - reach, y0 = round_down(centre_y) - reach, count = side * side;
    float nearness, unused;
    int size = odd_size(rules->glint_size * scale + 0.5f, &nearness);
    int length = odd_size(rules->glint_length * scale + 0.5f, &unused);
    int wide = odd_size(3 * scale, &unused), black = CUBIC_MARGIN, whole = side + 2 * black;
    f4 *spots = take(scratch, 16 * (int64_t)whole * whole);
    Scratch before = *scratch;
    uint8_t *seen = take(scratch, 3 * count), *small = take(scratch, 3 * count);
    uint8_t *large = take(scratch, 3 * count), *lines = take(scratch, 3 * count);
    Opening by = {take(scratch, 3 * (side + length + size + 2)), take(scratch, 3 * count),
        take(scratch, 3 * count), side};
    float *near = take(scratch, 4 * count), *share = take(scratch, 4 * count);
    float *widened = take(scratch, 4 * count), *between = take(scratch, 4 * count);
    if (scratch->missing) return none;

    for (int y = 0; y < side; y++) {
        const uint8_t *row = frame->pixels + clamp(y0 + y, 0, frame->height - 1) * frame->stride;
        for (int x = 0; x < side; x++) {
            const uint8_t *from = row + 3 * clamp(x0 + x, 0, frame->width - 1);
            uint8_t *to = seen + 3 * (y * side + x);
            to[0] = from[0], to[1] = from[1], to[2] = from[2];
        }
    }
    open_picture(&by, seen, small, size, size);
    open_picture(&by, seen, large, size + 2, size + 2);
    for (int i = 0; i < 3 * count; i++)
        small[i] = to_level((1 - nearness) * small[i] + nearness * large[i]);
    open_picture(&by, seen, lines, length, 1);
    open_picture(&by, seen, large, 1, length);
    for (int i = 0; i < 3 * count; i++) {
        uint8_t plain = extreme(extreme(small[i], lines[i], 0), large[i], 0);
        small[i] = seen[i] > plain ? seen[i] - plain : 0; // the spots
    }
    float shown = 0.0f;
    for (int y = 0, i = 0; y < side; y++)
        for (int x = 0; x < side; x++, i++) {
            const uint8_t *spot = small + 3 * i;
            float bright = extreme(extreme(spot[0], spot[1], 1), spot[2], 1) / 255.0f;
            share[i] = within(
                (bright - rules->glint_from) / (rules->glint_all - rules->glint_from), 0.0f, 1.0f);
            near[i] = 0.0f;
            float cx = map_x(eye->to_crop, x0 + x, y0 + y), cy = map_y(eye->to_crop, x0 + x, y0 + y);
            float beyond = rules->glint_radius - from_iris(eye, cx, cy);
            if (beyond <= -0.5f) continue;
            near[i] = soft(beyond) * soft(between_lids(edges, cx, cy));
            shown = most(shown, bright * near[i]);
        }
    *scratch = before; // what follows needs no more, and nothing is taken before it is read
    if (shown <= rules->glint_from) return none;
    widen(share, widened, between, side, wide);
    for (int i = 0; i < whole * whole; i++) spots[i] = splat(0.0f);
    for (int y = 0, i = 0; y < side; y++)
        for (int x = 0; x < side; x++, i++) {
            float opacity = near[i] * widened[i];
            f4 *spot = spots + (y + black) * whole + x + black;
            for (int c = 0; c < 3; c++) (*spot)[c] = (float)to_level(small[3 * i + c] * opacity);
        }
    const double *turn = eye->to_frame;
    float way_x = (float)(turn[0] * eye->way[0] + turn[1] * eye->way[1]);
    float way_y = (float)(turn[3] * eye->way[0] + turn[4] * eye->way[1]);
    return (Glints){spots, {x0, y0, side, side}, (float)x0 - rules->glint_way * way_x,
        (float)y0 - rules->glint_way * way_y};
}

// The light that moved glints add to a pixel of the frame, where it shows the cornea.
f4 glint_at(
    const Glints *glints, float x, float y, const Change *change, const EyeToDraw *eye,
    const Edge *edges, const Rules *rules
) {
    int side = glints->window.width, whole = side + 2 * CUBIC_MARGIN;
    float gx = x - glints->x, gy = y - glints->y;
    if (!(gx > -2.0f && gy > -2.0f && gx < (float)(side + 1) && gy < (float)(side + 1)))
        return splat(0.0f);
    f4 light = sample_cubic(glints->spots, whole, whole, gx + CUBIC_MARGIN, gy + CUBIC_MARGIN);
    if (most(most(light[0], light[1]), light[2]) < 0.5f) return splat(0.0f);
    float cx = map_x(eye->to_crop, change->x, change->y);
    float cy = map_y(eye->to_crop, change->x, change->y);
    float shown = soft(rules->iris_radius + 1.0f - from_iris(eye, cx, cy)) *
        soft(between_lids(edges, cx, cy) + 1.0f);
    // As `iris_discs.glints_without_tears`.
    float raised = ramp(eye->way[1], rules->raised);
    float above = above_lower_lid(edges, cx, cy) + (1 - rules->glint_way) * eye->way[1];
    shown *= 1 - raised * (1 - ramp(above, rules->tears));
    for (int c = 0; c < 3; c++) light[c] = (float)to_level(light[c]);
    return shown * light;
}

void take_out_glints(f4 *source, Area area, const Glints *glints) {
    int side = glints->window.width, whole = side + 2 * CUBIC_MARGIN;
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            int column = glints->window.x0 + x - area.x0, row = glints->window.y0 + y - area.y0;
            if (column < 0 || row < 0 || column >= area.width || row >= area.height) continue;
            source[row * area.width + column] -=
                glints->spots[(y + CUBIC_MARGIN) * whole + x + CUBIC_MARGIN];
        }
}
