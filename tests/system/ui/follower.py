"""`gazefix capture` with a person who follows the dot, in place of camera and networks.

The dot's clock goes on with each frame, so that a slow computer changes nothing.
"""

from __future__ import annotations

from typing import Any, cast

from helpers.captures import Follower

import gazefix.networks.engine
import gazefix.personal.capture
from gazefix.config import Config
from gazefix.ui.dialogs.capture import CaptureWindow, run_capture
from gazefix.ui.qt import make_application


def main() -> None:
    """Show the window until it is closed."""
    person = Follower()
    gazefix.personal.capture.read_shots = person.read_shots
    gazefix.networks.engine.Engine = cast(Any, lambda _config: None)
    make_application()
    run_capture(
        CaptureWindow(
            Config(), person.feed, cast(Any, person.open), person.run, now=lambda: person.now_s
        )
    )


if __name__ == "__main__":
    main()
