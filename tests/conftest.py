"""Where tests find faces: the portrait that scikit-image carries, and the developers' media where
they are present."""

from __future__ import annotations

import importlib.util
import locale
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import numpy as np
import pytest

from gazefix.types import Image

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SHARED = Path(__file__).resolve().parents[2] / "shared"


# A loaded machine is no fault of what is tested.
hypothesis.settings.register_profile("gazefix", deadline=None)
hypothesis.settings.load_profile("gazefix")


def pytest_configure() -> None:
    # A shell's background jobs ignore interrupts, and so would all programs that the tests start,
    # and interrupt.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("timed"):
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=2))
    if (SHARED / "media").is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="the developers' test media are not here"))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Skip test files that import PyTorch where it is not installed: GazeFix runs without it on a
    CPU."""
    report = yield
    if (
        report.failed
        and importlib.util.find_spec("torch") is None
        and "No module named 'torch'" in str(report.longrepr)
    ):
        report.outcome = "skipped"
        report.longrepr = (str(collector.path), 0, "Skipped: PyTorch is not installed")
    return report


@pytest.fixture(scope="session", autouse=True)
def no_log_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Commands that tests run keep their log out of the user's folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """pytest-qt's application, made as GazeFix makes its own: C libraries keep their decimal
    point."""
    locale.setlocale(locale.LC_NUMERIC, "C")
    return qapp


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the developers' test media; use it with @pytest.mark.shared."""
    return SHARED


@pytest.fixture(scope="session")
def portrait() -> Image:
    """NASA's portrait of Eileen Collins (public domain), 512x512 BGR: one face that looks into the
    lens."""
    from skimage.data import astronaut

    return np.ascontiguousarray(astronaut()[..., ::-1])
