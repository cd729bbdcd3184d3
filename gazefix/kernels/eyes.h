// An eye to draw, and what the steps of its drawing share.
#ifndef GAZEFIX_EYES_H
#define GAZEFIX_EYES_H

#include "sampling.h"

enum {
    ANCHORS = 7, // landmarks: six of the lids, and the iris
    LIDS = 6
};

// Constants of `eye_model`, `prepared_warp`, `compositor` and `surroundings`, in this order.
typedef struct {
    float glint_from, glint_all, glint_size, glint_length, glint_radius, glint_way;
    float glint_reach, iris_radius, white_from, white_step, white_faint;
    float soft_most, detail_between, noise_deviations, least_noise, most_noise;
    float streak_places, streak_step, least_streak, line_sigma, line_seen;
    float crop_width, crop_height;
} Rules;

typedef struct {
    double to_frame[6], to_crop[6]; // (2, 3), as in `EyeCrop`
    double scale;
    int32_t part[4]; // as in `PreparedWarp`, like all that follow
    int32_t fine, corners, has_lines, map_width, map_height, unused;
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

#endif
