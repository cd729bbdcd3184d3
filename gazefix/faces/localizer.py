"""What a localizer must do, and the registry of those there are.

A new backend is a module with a class like OpenVinoLocalizer, a line in LOCALIZERS, and its name in
config.LocalizerName. The contract test then runs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Final, Protocol

from gazefix.config import EngineConfig
from gazefix.faces.mesh_localizer import MeshLocalizer
from gazefix.faces.openvino_localizer import OpenVinoLocalizer
from gazefix.faces.tasks_localizer import TasksLocalizer
from gazefix.types import Face, Image


class Localizer(AbstractContextManager["Localizer"], Protocol):
    """Finds faces in consecutive frames, or in single pictures. For one thread at a time.

    smooths   it smooths its landmarks over its calls, so that skipping frames makes them lag
    """

    name: str
    smooths: bool

    def locate(self, bgr: Image) -> tuple[Face, ...]:
        """Return the faces of a picture (H, W, 3) uint8, in its pixels, the largest first."""
        ...

    def reset(self) -> None:
        """Forget the tracked faces: the next frame is of another scene or source."""
        ...

    def close(self) -> None:
        """Free the models; a second call does nothing."""
        ...


class Backend(Protocol):
    """A localizer's class, as the registry knows it."""

    def available(self) -> bool:
        """Return whether the installed libraries have it. Raises ModelError if none load."""
        ...

    def __call__(
        self, config: EngineConfig, *, max_faces: int, still: bool, live: bool
    ) -> Localizer:
        """Open it. Raises ModelError."""
        ...


#: The backends by their name in `engine.localizer`; `auto` takes the first available one.
LOCALIZERS: Final[Mapping[str, Backend]] = {
    "openvino": OpenVinoLocalizer,
    "mesh": MeshLocalizer,
    "tasks": TasksLocalizer,
}


def open_localizer(
    config: EngineConfig, *, max_faces: int = 1, still: bool = False, live: bool = False
) -> Localizer:
    """Open the localizer that `config.localizer` names. Raises ModelError.

    still   each picture stands alone: no face is tracked into the next
    live    no frame waits for a model that few sessions need: it opens in a thread of its own
    """
    name: str = config.localizer
    if name == "auto":
        available = (name for name, backend in LOCALIZERS.items() if backend.available())
        name = next(available, "openvino")  # which then says what it lacks
    return LOCALIZERS[name](config, max_faces=max_faces, still=still, live=live)
