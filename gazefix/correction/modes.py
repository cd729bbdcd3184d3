"""The correction modes: each is one object, which everything that depends on the mode asks.

A new mode needs its name in `config.ModeName` and its object in `_ALL`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from gazefix.config import MAX_ANGLE_DEG, CorrectionConfig, ModeName


@dataclass(frozen=True, slots=True)
class Mode:
    """A way to choose the redirection.

    title, note    what the window calls it, and what it does for the person
    help           what the command line says about it
    doing          what the status says while eyes are corrected
    wants_gaze     redirect from the measured gaze to the lens; otherwise by the set angles alone
    gaze_yaw_deg   gaze yaw where the correction starts to fade and where it ends; None: as set
    saccade_share  share of the quick eye movements around the gaze's slow mean that stays visible
    """

    name: ModeName
    title: str
    note: str
    help: str
    doing: str
    wants_gaze: bool = True
    gaze_yaw_deg: tuple[float, float] | None = None
    saccade_share: float = 0.0


_ALL: Final = (
    Mode(
        name="contact",
        title="Eye contact",
        note="Makes you appear to look into the camera while you look at the screen.",
        help="to the lens, wherever the eyes look",
        doing="You appear to look into the camera.",
    ),
    Mode(
        name="teleprompter",
        title="Teleprompter",
        note="For reading a script: allows wider eye movements.",
        help="the same for reading a script beside the lens",
        doing="You appear to look into the camera while you read.",
        gaze_yaw_deg=(MAX_ANGLE_DEG, MAX_ANGLE_DEG + 5),
        saccade_share=0.25,  # tuned by eye; 1.0 shows the reading itself, 0 a stare
    ),
    Mode(
        name="angle",
        title="Fixed angle",
        note="Turns your eyes by the angles below, whichever way you look.",
        help="by --vertical and --horizontal at every gaze, so not at all while both are 0",
        doing="Your eyes are turned by a fixed angle.",
        wants_gaze=False,
    ),
)

#: Every mode by its name in the settings, in the order that menus show.
MODES: Final[Mapping[ModeName, Mode]] = MappingProxyType({mode.name: mode for mode in _ALL})


def mode_of(config: CorrectionConfig) -> Mode:
    """Return the chosen mode."""
    return MODES[config.mode]


def asks_nothing(config: CorrectionConfig) -> bool:
    """Return whether the mode and its angles leave every eye as it is, whatever the frame shows."""
    return not mode_of(config).wants_gaze and config.vertical_deg == config.horizontal_deg == 0
