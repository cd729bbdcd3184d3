"""Constants of the eye in the crop, shared by the networks, the compositor and training.

Lengths are crop pixels. The committed weights are trained with these values: changing one needs new
weights.
"""

from __future__ import annotations

from typing import Final

from gazefix.imaging.geometry import CORNER_DISTANCE_PX

#: Maps of a warp: flow x, flow y, lightening and brightening.
WARP_MAPS: Final = 4
#: Radius of the limbus: an iris of 5.85 mm in an eye of 28.5 mm, both usual for adults.
USUAL_IRIS_RADIUS_PX: Final = 5.85 / 28.5 * CORNER_DISTANCE_PX
#: An eye changes freely up to the first distance from its lids, and not at all from the second on,
#: so that brows and spectacle rims stay.
WINDOW_FULL_PX: Final = 0.16 * CORNER_DISTANCE_PX
WINDOW_END_PX: Final = 0.22 * CORNER_DISTANCE_PX
#: Compression factors at which a hidden strip starts to show as a line, and shows only as a line.
SQUEEZED_FROM, SQUEEZED_ALL = 2.2, 3.5
#: Most brightening, log2 of a factor: skin that is lit by more glows under a raised eye.
BRIGHTEN_MOST: Final = 0.15
#: Darkening that is added where an eye turns up or down, as a share of the network's, which guesses
#: light timidly, and the way of the iris from which it is whole, in crop pixels.
DARKEN_MORE, DARKEN_WAY_PX = 0.2, 2.0
#: Brightness over the surroundings, as a share of white, at which a spot starts to be a glint, and
#: is one.
GLINT_FROM, GLINT_ALL = 0.08, 0.16
#: Side of the largest glint, and length of the shortest line that is none, such as a lid's edge.
GLINT_SIZE_PX, GLINT_LENGTH_PX = 5, 9
#: Distance from the iris's centre within which spots are glints.
GLINT_RADIUS_PX: Final = 9.5
#: Way of a glint for each pixel that the iris moves, as the renderer has it (`training.shading`).
GLINT_WAY: Final = 0.42
#: Radius around the iris's new centre over which the mean flow is the iris's way.
IRIS_REACH_PX: Final = 6.0
#: Power of its brightness with which a pixel counts for the colour of the white, the step between
#: such pixels in the crop, and their least distance from the iris's centre: beyond its edge.
WHITE_POWER: Final = 4
WHITE_STEP_PX: Final = 2
WHITE_FROM_PX: Final = 1.15 * USUAL_IRIS_RADIUS_PX
