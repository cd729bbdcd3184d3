"""The only link between the windows and the session.

Settings and commands go one way, conditions and pictures the other. The bridge polls the session's
status ten times a second and never waits: slow work (libraries, models, devices, the settings
file) runs elsewhere.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from gazefix import __version__
from gazefix.config import Config, DeviceName
from gazefix.desktop.control_protocol import ControlStatus, Request, changed
from gazefix.desktop.settings_file import SettingsFile
from gazefix.errors import DeviceError, GazeFixError, ModelError
from gazefix.live.status import SessionStatus, State
from gazefix.ui.background import in_background
from gazefix.ui.qt import tr
from gazefix.ui.session_factory import OpenSession, open_live_session
from gazefix.ui.status_text import (
    Notifications,
    Settler,
    condition_of,
    error_text,
    looks_of,
    reason_text,
)

if TYPE_CHECKING:  # they import cv2, which the first window does not wait for
    from gazefix.devices.cameras import CameraDetails, CameraInfo
    from gazefix.live.messages import Picture
    from gazefix.live.session import Session

_POLL_MS: Final = 100
#: How long giving back camera and output may take, in seconds; stuck drivers are left behind.
_STOP_S: Final = 1.0

logger = logging.getLogger(__name__)


class Bridge(QObject):
    """Owns the session and the settings. Its signals come in the UI thread.

    condition_changed   another Condition is to be shown
    status_changed      a new SessionStatus, ten times a second
    config_changed      the settings have changed
    cameras_changed     the list of cameras was read again, or another one is open
    needs_attention     (title, text): trouble that only the user can mend
    show_asked          another process asks for the window
    quit_asked          another process asks to quit
    """

    condition_changed = Signal(object)
    status_changed = Signal(object)
    config_changed = Signal(object)
    profiles_changed = Signal()
    cameras_changed = Signal(object)
    needs_attention = Signal(str, str)
    show_asked = Signal()
    quit_asked = Signal()

    def __init__(
        self, settings: SettingsFile, open_session: OpenSession = open_live_session
    ) -> None:
        """Reads the settings; opens nothing before `start`."""
        super().__init__()
        self._settings, self._open_session = settings, open_session
        self.config = settings.read()
        self.cameras: list[CameraInfo] = []
        #: What is known of the cameras, by their paths.
        self.camera_details: dict[str, CameraDetails] = {}
        self.status = SessionStatus()
        self.error: Exception | None = None
        #: Why the computing device in the settings couldn't be used, so that another one is.
        self.device_error: GazeFixError | None = None
        #: Why the keys of `app.shortcut` do nothing.
        self.shortcut_error: GazeFixError | None = None
        #: The version of a newer release, and why none could be asked for.
        self.newer_release: str | None = None
        self.release_error: GazeFixError | None = None
        self._working_device: DeviceName = "auto"
        self._seen_error: Exception | None = None
        self.paused = False
        self._session: Session | None = None
        self._opening = self._stopped = False
        self.watchers: set[str] = set()
        self._settler, self._notifications = Settler(), Notifications()
        self.condition = self._settler.settle(
            condition_of(self.status, self.config), time.monotonic()
        )
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self.poll)

    def start(self) -> None:
        """Open the session in the background and poll it from now on."""
        self._timer.start()
        self._open()

    def stop(self) -> None:
        """Give back camera and output and save the settings, within two seconds."""
        self._timer.stop()
        self._stopped = True
        session, self._session = self._session, None
        if session is not None:
            session.stop(_STOP_S)
        self._settings.close(0.4)

    def try_again(self) -> None:
        """Open a session again that failed, or whose clip has ended."""
        over = self.error is not None or self.status.state is State.ENDED
        if over and not self._opening:
            self._session = None
            self.error = None
            self.status = SessionStatus()
            self._open()
            self.poll()

    def set_config(self, config: Config) -> None:
        """Use other settings from the next frame on, and save them."""
        if config == self.config:
            return
        engine_changed = config.engine != self.config.engine
        camera_changed = config.camera != self.config.camera
        if engine_changed:
            self._working_device = self.config.engine.device if self.error is None else "auto"
            self.device_error = None
        self.config = config
        self._push()
        self._settings.keep(config)
        self.config_changed.emit(config)
        if camera_changed or (engine_changed and self.error is not None):
            self.try_again()
        self.poll()

    def change(self, section: str, **values: Any) -> None:
        """Change settings of one section. Raises ConfigError for a value out of range."""
        changed_section = replace(getattr(self.config, section), **values)
        self.set_config(replace(self.config, **{section: changed_section}))

    def pause(self, on: bool) -> None:
        """Close the camera, or open it again."""
        self.paused = on
        if self._session is not None:
            if on:
                self._session.pause()
            else:
                self._session.resume()
        self.config_changed.emit(self.config)
        self.poll()

    def watch(self, who: str, on: bool) -> None:
        """Keep the camera open for `who`, also while no program uses it; `on` False ends that."""
        self.watchers = self.watchers | {who} if on else self.watchers - {who}
        self._push()

    def reopen_output(self) -> None:
        """Open the output again, since GazeFix Camera was just set up."""
        if self._session is not None:
            self._session.reopen_output()

    def use_any_output(self) -> None:
        """Open the best output that other programs can see, instead of the one in the settings."""
        self.change("output", sink="auto")
        self.reopen_output()

    def read_profile(self) -> None:
        """Reload the calibration: profiles were saved, renamed or deleted."""
        if self._session is not None:
            self._session.read_profile()
        self.profiles_changed.emit()

    @property
    def settings_path(self) -> Path:
        """The settings file in use."""
        return self._settings.path

    @property
    def notices(self) -> list[str]:
        """What people should know about their settings, as sentences; none while all is well."""
        notices = []
        if self.device_error is not None:
            instead = tr("GazeFix keeps using the previous device.")
            notices.append(error_text(self.device_error, instead))
        if self.shortcut_error is not None:
            notices.append(error_text(self.shortcut_error))
        if self.newer_release is not None:
            newer = tr("GazeFix {0} is out. This is {1}.")
            notices.append(newer.format(self.newer_release, __version__))
        if self.release_error is not None:
            notices.append(error_text(self.release_error))
        if self._settings.failure:
            unsaved = tr("Your settings can't be saved: {0}.")
            notices.append(unsaved.format(self._settings.failure))
        return notices

    @property
    def picture(self) -> Picture | None:
        """The newest picture that was sent; another object each time."""
        return None if self._session is None else self._session.shown

    @property
    def output_kind(self) -> str:
        """The kind of the open sink (virtual, pipewire, ...); "" before it is open."""
        sink = None if self._session is None else self._session.sink
        return "" if sink is None else sink.kind

    @property
    def output_missing(self) -> bool:
        """Whether `auto` found no output that other programs can see."""
        return self.output_kind == "preview" and self.config.output.sink == "auto"

    def look_for_cameras(self) -> None:
        """Read the list of cameras again in the background."""

        def read() -> list[tuple[CameraInfo, CameraDetails]]:
            from gazefix.devices.cameras import examine, list_cameras

            return [(camera, examine(camera)) for camera in list_cameras()]

        def take(found: list[tuple[CameraInfo, CameraDetails]]) -> None:
            self.cameras = [camera for camera, _ in found]
            self.camera_details = {camera.path: details for camera, details in found}
            self.cameras_changed.emit(self.cameras)

        in_background(self, read, take)

    def camera_of(self, source: str) -> CameraInfo | None:
        """Return the one listed camera that a value of `camera.source` means, or None."""
        folded, real = source.casefold(), os.path.realpath(source)
        named = [
            camera
            for camera in self.cameras
            if source in {camera.address, camera.stable_path, camera.name, str(camera.index)}
            or real == camera.path
        ]
        named = named or [camera for camera in self.cameras if folded in camera.name.casefold()]
        return named[0] if len(named) == 1 else None

    def control(self, request: Request) -> ControlStatus:
        """Carry out a request of another process. Raises GazeFixError; nothing has changed then."""
        self.set_config(changed(self.config, request))
        match request.command:
            case "pause" | "resume":
                self.pause(request.command == "pause")
            case "show":
                self.show_asked.emit()
            case "quit":
                self.quit_asked.emit()
        self.poll()
        correction = self.config.correction
        return ControlStatus(
            state=self.status.state.value,
            reason=reason_text(self.status, self.config),
            enabled=correction.enabled,
            mode=correction.mode,
            vertical_deg=correction.vertical_deg,
            horizontal_deg=correction.horizontal_deg,
            strength=correction.strength,
            camera=self.status.source,
            output=self.status.sink,
            fps=round(self.status.fps, 1),
            used_by=", ".join(self.status.users),
            **looks_of(self.picture),
        )

    def poll(self) -> None:
        """Read the session's status."""
        session, source = self._session, self.status.source
        if session is not None:
            self.status = session.status()
            if session.over and self.error is None:
                self._note_end(session)
        self._leave_failed_device()
        now = time.monotonic()
        found = condition_of(self.status, self.config, self.error)
        shown = self._settler.settle(found, now)
        if shown != self.condition:
            self.condition = shown
            self.condition_changed.emit(shown)
        self.status_changed.emit(self.status)
        if self.status.source != source:
            self.cameras_changed.emit(self.cameras)
        state, missing = self.status.state, self.output_missing
        for notice in self._notifications.due(state, self.condition, missing, now):
            self.needs_attention.emit(*notice)

    def _leave_failed_device(self) -> None:
        """Take back the choice of a device that can't be used, in the settings, too."""
        error = self.error or self.status.last_error
        if error is self._seen_error:
            return
        self._seen_error = error
        chosen, back = self.config.engine.device, self._working_device
        if isinstance(error, DeviceError | ModelError) and chosen != back:
            self.change("engine", device=back)
            self.device_error = error

    def _open(self) -> None:
        self._opening = True
        config = self._effective()
        in_background(self, lambda: self._open_session(config), self._opened, self._not_opened)

    def _opened(self, session: Session) -> None:
        self._opening = False
        if self._stopped:
            session.stop(_STOP_S)
            return
        self._session = session
        self._push()  # changes made meanwhile
        if self.paused:
            session.pause()
        self.poll()

    def _not_opened(self, error: Exception) -> None:
        logger.error("the session could not be opened", exc_info=error)
        self._opening = False
        self.error = error
        self.poll()

    def _note_end(self, session: Session) -> None:
        try:
            session.wait(0)
        except GazeFixError as error:
            self.error = error
        except Exception as error:
            logger.exception("the session failed")
            self.error = error

    def _push(self) -> None:
        if self._session is not None:
            self._session.set_config(self._effective())

    def _effective(self) -> Config:
        """Return the session's settings: while a preview is watched, the camera stays open."""
        config = self.config
        if self.watchers:
            config = replace(config, output=replace(config.output, on_demand=False))
        return config
