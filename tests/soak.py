"""A long live session with a fault every so often: `python -m tests.soak --minutes 60 --sink null`
(or pipewire).

It corrects the 720p demo at 30 frames a second and injects one fault after the other. Every fault
must be recovered from: a running
session, corrected pictures, 25 of them a second. Memory must not grow by more than 10 MB after the
first five minutes, and the
latency's 95th percentile of the last five minutes must lie within 10 % of that of the first five.
Exit code 1 where it does not.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gazefix.config import CameraConfig, Config, CorrectionConfig, OutputConfig
from gazefix.correction.corrector import Corrector
from gazefix.correction.policy import Reason
from gazefix.correction.redirector import Correction
from gazefix.devices.contracts import Sink
from gazefix.devices.sources import DemoSource
from gazefix.live.run import live_parts
from gazefix.live.session import Session
from gazefix.live.status import SessionStatus, State
from gazefix.types import Frame
from tests.helpers.live import session_threads
from tests.helpers.memory import resident_mb

RECOVERY_S = 20.0
SETTLED_S = 300.0
GROWTH_MB = 10.0
LATENCY_SHARE = 0.10
CONFIG = Config(
    camera=CameraConfig(source="demo"),
    correction=CorrectionConfig(vertical_deg=8.0),
    output=OutputConfig(on_demand=False),
)


class Fault:
    """What is to go wrong, until `until_s`: asked by the wrapped source, corrector and sink."""

    def __init__(self) -> None:
        self._what, self._until_s = "", 0.0

    def begin(self, what: str, seconds: float) -> None:
        self._what, self._until_s = what, time.perf_counter() + seconds

    def meet(self, where: str) -> None:
        """Fails or hangs, if that is what is to go wrong here."""
        left_s = self._until_s - time.perf_counter()
        if left_s > 0 and self._what == f"{where} fails":
            raise RuntimeError("injected")
        if left_s > 0 and self._what == f"{where} hangs":
            time.sleep(left_s)


class FaultySource(DemoSource):
    """The demo as if it came from a camera."""

    reconnects = True

    def __init__(self, fault: Fault, config: CameraConfig) -> None:
        fault.meet("source")
        super().__init__((config.width, config.height), config.fps)
        self._fault = fault

    def read(self) -> Frame | None:
        self._fault.meet("source")
        return super().read()


class FaultyCorrector(Corrector):
    """A Corrector whose localizer, engine or compositor may fail."""

    def __init__(self, fault: Fault, config: Config) -> None:
        super().__init__(config)
        self._fault = fault

    def correct(self, frame: Frame, *, fade_out: Reason | None = None) -> Correction:
        self._fault.meet("correction")
        return super().correct(frame, fade_out=fade_out)


def faulty_sink(fault: Fault, sink: Sink) -> Sink:
    """The sink, whose sending may fail."""
    send = sink.send

    def meet_and_send(frame: Frame) -> None:
        fault.meet("sink")
        send(frame)

    sink.send = meet_and_send  # type: ignore[method-assign]
    return sink


@dataclass(frozen=True, slots=True)
class Minute:
    """What was seen in the calm before a fault."""

    at_s: float
    rss_mb: float
    p95_ms: float


def main() -> int:
    """The soak; its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--sink", choices=["null", "pipewire"], default="null")
    parser.add_argument("--fault-every", type=float, default=60.0, metavar="SECONDS")
    given = parser.parse_args()

    fault = Fault()
    parts = live_parts()
    config = replace(CONFIG, output=replace(CONFIG.output, sink=given.sink))
    parts = replace(
        parts,
        source=lambda wanted: FaultySource(fault, wanted.camera),
        corrector=lambda wanted: FaultyCorrector(fault, wanted),
        sink=lambda *wanted: faulty_sink(fault, live_parts().sink(*wanted)),
    )
    session = Session(config, parts)
    with session:
        _until(session, _well, 60.0)
        began = time.perf_counter()
        minutes, bad = _soak(
            session, config, fault, given.minutes * 60, given.fault_every, given.sink == "pipewire"
        )
        status = session.status()
    lasted_s = time.perf_counter() - began
    print(
        f"{given.sink}: {lasted_s / 60:.1f} minutes, {status.frames_out} frames sent, "
        f"{status.frames_dropped} dropped, "
        f"{status.frames_failed} failed, {status.frames_repeated} repeated; "
        f"threads left: {session_threads()}"
    )
    bad += _judge(minutes, given.minutes * 60)
    print("FAILED: " + "; ".join(bad) if bad else "passed")
    return 1 if bad else 0


def _soak(
    session: Session, config: Config, fault: Fault, seconds: float, every_s: float, pipewire: bool
) -> tuple[list[Minute], list[str]]:
    faults: list[tuple[str, Callable[[], Any]]] = [
        *[
            (
                f"{part} {how} for {lasts:g} s",
                lambda part=part, how=how, lasts=lasts: fault.begin(f"{part} {how}", lasts),
            )  # type: ignore[misc]
            for part in ("source", "correction", "sink")
            for how, lasts in (("fails", 3.0), ("hangs", 5.0))
        ],
        ("paused for 2 s", lambda: (session.pause(), time.sleep(2), session.resume())),
        ("settings changed", lambda: _shake(session, config)),
    ]
    if pipewire:
        faults.append(
            (
                "GStreamer killed",
                lambda: subprocess.run(["pkill", "-9", "-P", _me(), "gst-launch"], check=False),
            )
        )
    minutes: list[Minute] = []
    bad: list[str] = []
    began = time.perf_counter()
    for number, (name, inject) in enumerate(itertools.cycle(faults), 1):
        due_s = began + number * every_s
        if due_s > began + seconds:
            break
        time.sleep(max(0.0, due_s - time.perf_counter()))
        minutes.append(
            Minute(time.perf_counter() - began, resident_mb(), session.status().latency_p95_ms)
        )
        inject()
        hit = time.perf_counter()
        went_wrong = _until(session, lambda status: not _well(status), 2.0)
        recovered = _until(session, _well, RECOVERY_S)
        words = (
            f"recovered after {time.perf_counter() - hit:.1f} s"
            if recovered
            else f"NOT RECOVERED: {session.status()}"
        )
        noticed = "" if went_wrong else ", not noticed"
        print(
            f"{minutes[-1].at_s:7.0f} s  {minutes[-1].rss_mb:6.1f} MB  "
            f"p95 {minutes[-1].p95_ms:5.1f} ms  {name}: {words}{noticed}",
            flush=True,
        )
        if not recovered:
            bad.append(name)
    return minutes, bad


def _judge(minutes: list[Minute], seconds: float) -> list[str]:
    bad = []
    settled = [minute.rss_mb for minute in minutes if minute.at_s >= min(SETTLED_S, seconds / 2)]
    if len(settled) >= 2:
        grown = max(settled) - settled[0]
        print(
            f"resident memory {settled[0]:.1f} MB when settled, {max(settled):.1f} MB at most "
            f"after, {settled[-1]:.1f} MB at the end"
        )
        if grown >= GROWTH_MB:
            bad.append(f"memory grew by {grown:.1f} MB")
    if seconds >= 4 * SETTLED_S:
        first = statistics.median(
            minute.p95_ms for minute in minutes if minute.at_s <= SETTLED_S + 1
        )
        last = statistics.median(
            minute.p95_ms for minute in minutes if minute.at_s >= seconds - SETTLED_S
        )
        print(
            f"latency p95 {first:.1f} ms in the first five minutes, {last:.1f} ms in the last five"
        )
        if last > first * (1 + LATENCY_SHARE):
            bad.append(f"latency grew from {first:.1f} to {last:.1f} ms")
    return bad


def _well(status: SessionStatus) -> bool:
    return status.state is State.RUNNING and status.reason is Reason.CORRECTING and status.fps >= 25


def _until(session: Session, condition: Callable[[SessionStatus], bool], timeout_s: float) -> bool:
    deadline = time.perf_counter() + timeout_s
    while not condition(session.status()):
        if time.perf_counter() > deadline or session.over:
            return False
        time.sleep(0.02)
    return True


def _shake(session: Session, config: Config) -> None:
    for number in range(50):
        session.set_config(
            replace(config, correction=replace(config.correction, vertical_deg=-20.0 + number))
        )
        time.sleep(0.02)
    session.set_config(config)


def _me() -> str:
    return Path("/proc/self").resolve().name


if __name__ == "__main__":
    sys.exit(main())
