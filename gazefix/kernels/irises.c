// The lower part of raised irises: as `gazefix.imaging.raised.iris_discs` has it.
#include "eyes.h"

enum { DIRECTIONS = 24 }; // in which rings are read

// The cosine and sine of the angle between two directions.
static const float COSINE = 0.96592583f, SINE = 0.25881905f;

// Finds the colour of an iris at a radius, between the lids. Returns 0 if too little shows.
static int read_ring(
    const EyeToDraw *eye, const Edge *edges, const f4 *source, Area area, const Rules *rules,
    float radius, f4 *colour
) {
    float sorted[3][DIRECTIONS], dx = radius, dy = 0.0f;
    int count = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
        float x = eye->anchors[2 * LIDS] + dx, y = eye->anchors[2 * LIDS + 1] + dy;
        float turned = dx * COSINE - dy * SINE;
        dy = dx * SINE + dy * COSINE, dx = turned;
        if (!(between_lids(edges, x, y) >= rules->ring_inside)) continue;
        f4 seen = sample_linear(source, area.width, area.height,
            map_x(eye->to_frame, x, y) - (float)area.x0,
            map_y(eye->to_frame, x, y) - (float)area.y0);
        for (int c = 0; c < 3; c++) {
            int j = count;
            for (; j && sorted[c][j - 1] > seen[c]; j--) sorted[c][j] = sorted[c][j - 1];
            sorted[c][j] = seen[c];
        }
        count++;
    }
    if ((float)count < rules->ring_fewest) return 0;
    *colour = (f4){sorted[0][count / 2], sorted[1][count / 2], sorted[2][count / 2], 0.0f};
    return 1;
}

Disc find_disc(
    const EyeToDraw *eye, const Edge *edges, const f4 *source, Area area, const Rules *rules
) {
    Disc disc = {0};
    float beside = __builtin_fabsf(eye->anchors[2 * LIDS] - (rules->crop_width - 1) / 2);
    float share = ramp(eye->way[1], rules->raised) * (1 - ramp(beside, rules->aside));
    if (!(share > 0.0f)) return disc;
    f4 read[RINGS];
    int shown[RINGS], any = 0;
    float first = rules->ring_radii[0], step = (rules->ring_radii[1] - first) / (RINGS - 1);
    for (int i = 0; i < RINGS; i++) {
        float radius = eye->iris_radius * (first + step * (float)i);
        any |= shown[i] = read_ring(eye, edges, source, area, rules, radius, read + i);
    }
    if (!any) return disc;
    for (int i = 0; i < RINGS; i++) {
        // A ring that does not show is like the next one that does.
        int apart = 0;
        while (!((i - apart >= 0 && shown[i - apart]) || (i + apart < RINGS && shown[i + apart])))
            apart++;
        disc.rings[i] = read[i - apart >= 0 && shown[i - apart] ? i - apart : i + apart];
    }
    disc.share = share;
    return disc;
}

// The colour of a pixel of the frame, where it shows the lower part of the raised iris.
f4 complete_iris(
    const Disc *disc, f4 colour, float x, float y, const Change *change, const EyeToDraw *eye,
    const Edge *edges, const Rules *rules
) {
    float radius = eye->iris_radius, way_x = eye->way[0], way_y = eye->way[1];
    float cx = map_x(eye->to_crop, x, y), cy = map_y(eye->to_crop, x, y);
    float dx = (cx - eye->anchors[2 * LIDS] + way_x) / radius;
    float dy = (cy - eye->anchors[2 * LIDS + 1] + way_y) / radius;
    if (!(__builtin_fabsf(dx) < 1.0f && dy > rules->limited_from[0] && dy < 1.0f)) return colour;
    float distance = __builtin_sqrtf(dx * dx + dy * dy);
    float edge = (rules->disc_edge - distance) * (radius / (2 * rules->disc_soft));
    float part = disc->share * soft(edge);
    // The same place where the lower lid stood.
    float lid_x = cx + rules->lid_way * way_x, lid_y = cy + rules->lid_way * way_y;
    part *= ramp(above_lower_lid(edges, lid_x, lid_y), rules->above);
    if (!(part > 0.0f)) return colour;
    float first = rules->ring_radii[0];
    float at = (distance - first) * (RINGS - 1) / (rules->ring_radii[1] - first);
    at = within(at, 0.0f, RINGS - 1.001f);
    f4 inner = disc->rings[(int)at], outer = disc->rings[(int)at + 1];
    f4 ring = inner + (at - (float)(int)at) * (outer - inner);
    f4 too_bright = __builtin_elementwise_max(colour - ring - rules->brighter, splat(0.0f));
    colour -= part * ramp(dy, rules->limited_from) * too_bright;
    float inside = between_lids(edges, map_x(eye->to_crop, change->x, change->y),
        map_y(eye->to_crop, change->x, change->y));
    float hidden = part * ramp(dy, rules->completed_from) * ramp(inside, rules->seen);
    return colour + hidden * (ring - colour);
}
