// An eye to draw, and what the steps of its drawing share.
#ifndef GAZEFIX_EYES_H
#define GAZEFIX_EYES_H

#include "sampling.h"

enum {
    ANCHORS = 7, // landmarks: six of the lids, and the iris
    LIDS = 6,
    RINGS = 6 // of a raised iris's disc
};

// Constants of `eye_model`, `prepared_warp`, `compositor`, `surroundings` and `iris_discs`, in this
// order.
typedef struct {
    float glint_from, glint_all, glint_size, glint_length, glint_radius, glint_way;
    float glint_reach, iris_radius, white_from, white_step, white_faint;
    float soft_most, detail_between, noise_deviations, least_noise, most_noise;
    float streak_places, streak_step, least_streak, line_sigma, line_seen;
    float crop_width, crop_height;
    float raised[2], aside[2], disc_edge, disc_soft, ring_radii[2], ring_inside, ring_fewest;
    float seen[2], completed_from[2], limited_from[2], brighter, tears[2], lid_way, above[2];
} Rules;

typedef struct {
    double to_frame[6], to_crop[6]; // (2, 3), as in `EyeCrop`
    double scale;
    int32_t part[4]; // as in `PreparedWarp`, like all that follow
    int32_t fine, corners, has_lines, map_width, map_height;
    float iris_radius; // crop pixels
    float shift[2], way[2];
    float anchors[2 * ANCHORS];
    const float *maps, *outline;
} EyeToDraw;

typedef struct {
    float a, b, c;
} Edge;

// What glints of one eye add to the frame, with three black pixels around.
typedef struct {
    const f4 *spots;
    Area window; // in the frame, without the black
    float x, y;  // where the window is drawn
} Glints;

// The disc of a raised iris.
typedef struct {
    float share;   // how far it is completed
    f4 rings[RINGS]; // its colours from the middle outwards
} Disc;

// What a warp does to one pixel.
typedef struct {
    float x, y; // where it is sampled in the frame
    float lighten, brighten, detail, line;
} Change;

static inline float soft(float inside) { return within(inside + 0.5f, 0.0f, 1.0f); }

static inline void find_edges(const float *anchors, Edge *edges) {
    for (int i = 0; i < LIDS; i++) {
        const float *one = anchors + 2 * i, *two = anchors + 2 * ((i + 1) % LIDS);
        float dx = two[0] - one[0], dy = two[1] - one[1];
        float length = most(__builtin_sqrtf(dx * dx + dy * dy), 1e-3f);
        float ex = dx / length, ey = dy / length;
        edges[i] = (Edge){-ey, ex, ey * one[0] - ex * one[1]};
    }
}

static inline float above_lower_lid(const Edge *edges, float x, float y) {
    float above = edges[3].a * x + edges[3].b * y + edges[3].c;
    for (int i = 4; i < LIDS; i++)
        above = least(above, edges[i].a * x + edges[i].b * y + edges[i].c);
    return above;
}

static inline float between_lids(const Edge *edges, float x, float y) {
    float inside = edges[0].a * x + edges[0].b * y + edges[0].c;
    for (int i = 1; i < LIDS; i++)
        inside = least(inside, edges[i].a * x + edges[i].b * y + edges[i].c);
    return inside;
}

static inline float from_iris(const EyeToDraw *eye, float x, float y) {
    float dx = x - eye->anchors[2 * LIDS], dy = y - eye->anchors[2 * LIDS + 1];
    return __builtin_sqrtf(dx * dx + dy * dy);
}

static inline float map_x(const double *m, double x, double y) {
    return (float)(m[0] * x + m[1] * y + m[2]);
}

static inline float map_y(const double *m, double x, double y) {
    return (float)(m[3] * x + m[4] * y + m[5]);
}

Glints find_glints(
    const Frame *frame, const EyeToDraw *eye, const Edge *edges, const Rules *rules, Scratch *scratch
);
void take_out_glints(f4 *source, Area area, const Glints *glints);
f4 glint_at(
    const Glints *glints, float x, float y, const Change *change, const EyeToDraw *eye,
    const Edge *edges, const Rules *rules
);

Disc find_disc(
    const EyeToDraw *eye, const Edge *edges, const f4 *source, Area area, const Rules *rules);
f4 complete_iris(
    const Disc *disc, f4 colour, float x, float y, const Change *change, const EyeToDraw *eye,
    const Edge *edges, const Rules *rules
);

#endif
