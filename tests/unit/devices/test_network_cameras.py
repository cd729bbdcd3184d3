"""Network cameras, on a server of this machine."""

from __future__ import annotations

import time

import cv2
import numpy as np
import pytest

from gazefix.config import CameraConfig
from gazefix.devices.sources import open_source
from gazefix.errors import InputError
from gazefix.media.video import network
from tests.helpers.network_camera import jpeg, network_camera

#: A picture without a middle tone: what is garbled or of another picture differs.
BLUE, RED = (200, 60, 40), (40, 60, 200)


def means(url: str, count: int) -> list[tuple[tuple[int, int], list[int]]]:
    """Return size and mean colour of the first frames."""
    read = []
    with open_source(url, CameraConfig()) as source:
        for _ in range(count):
            frame = source.read()
            assert frame is not None
            assert frame.size == source.info.size
            colour = frame.bgr.reshape(-1, 3).mean(0).round().astype(int).tolist()
            assert np.ptp(frame.bgr.reshape(-1, 3), axis=0).max() <= 2  # one colour everywhere
            read.append((frame.size, colour))
    return read


@pytest.mark.parametrize("turned", [(48, 64), (32, 24), (128, 96)])
def test_a_picture_that_changes_its_size_comes_whole(turned: tuple[int, int]) -> None:
    pictures = [jpeg((64, 48), BLUE)] * 4 + [jpeg(turned, RED)] * 8
    with network_camera(lambda n: pictures[n], 0.01) as host:
        read = means(f"http://{host}/video", 8)
    assert [size for size, _ in read] == [(64, 48)] * 3 + [turned] * 5
    assert all(np.abs(np.subtract(colour, BLUE)).max() <= 3 for _, colour in read[:3])
    assert all(np.abs(np.subtract(colour, RED)).max() <= 3 for _, colour in read[3:])


def test_a_picture_that_changes_its_sampling_keeps_its_colours() -> None:
    samplings = [cv2.IMWRITE_JPEG_SAMPLING_FACTOR_422] * 4 + [
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420
    ] * 8
    with network_camera(lambda n: jpeg((640, 360), BLUE, samplings[n]), 0.01) as host:
        read = means(f"http://{host}/video", 9)
    assert all(np.abs(np.subtract(colour, BLUE)).max() <= 3 for _, colour in read)


def test_a_damaged_picture_does_not_end_the_video() -> None:
    def picture(number: int) -> bytes:
        whole = jpeg((64, 48), BLUE)
        return whole[:20] if number % 3 == 2 else whole

    with network_camera(picture, 0.01) as host:
        assert len(means(f"http://{host}/video", 9)) == 9


@pytest.mark.parametrize(
    ("settings", "login", "words"),
    [
        ({"login": "cam:secret"}, "", "wants a user name and a password"),
        ({"login": "cam:secret"}, "cam:wrong@", "refuses this user name or password"),
        ({"status": 403}, "cam:wrong@", "refuses this user name or password"),
        ({"status": 404}, "", "is not there"),
        ({"status": 500}, "", "cannot be opened: Server returned 5XX"),
        ({"kind": "image/jpeg"}, "", "is a single picture, not a video"),
    ],
)
def test_an_address_without_a_video_says_what_is_wrong(
    settings: dict[str, object], login: str, words: str
) -> None:
    with (
        network_camera(lambda _: jpeg((64, 48)), **settings) as host,  # type: ignore[arg-type]
        pytest.raises(InputError, match=words) as raised,
    ):
        open_source(f"http://{login}{host}/video", CameraConfig())
    assert raised.value.hint
    assert "wrong" not in str(raised.value)


def test_a_right_password_opens_and_is_in_no_name() -> None:
    with network_camera(lambda _: jpeg((64, 48)), 0.01, login="cam:secret") as host:
        url = f"http://cam:secret@{host}/video?low"
        with open_source(url, CameraConfig()) as source:
            assert source.info.name == f"http://{host}/video?low"
            assert source.address == url


def test_a_video_that_stops_is_noticed_within_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_READ_LIMIT_S", 0.3)

    def picture(number: int) -> bytes:
        time.sleep(0.9 if number > 3 else 0.0)
        return jpeg((64, 48))

    with (
        network_camera(picture, 0.01) as host,
        open_source(f"http://{host}/video", CameraConfig()) as source,
        pytest.raises(InputError, match=r"no picture for 0\.3 seconds"),
    ):
        for _ in range(9):
            source.read()


def test_a_video_that_ends_says_so() -> None:
    pictures = [jpeg((64, 48))] * 4
    with (
        network_camera(lambda n: pictures[n] if n < 4 else None) as host,
        open_source(f"http://{host}/video", CameraConfig()) as source,
        pytest.raises(InputError, match=r"connection .* is lost"),
    ):
        for _ in range(9):
            source.read()


def test_a_camera_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError, match=r"127\.0\.0\.1"):
        open_source("http://127.0.0.1:9/video", CameraConfig())


@pytest.mark.parametrize("url", ["http://[::1/video", "rtsp://[bad]/x"])
def test_an_invalid_address_is_an_error(url: str) -> None:
    with pytest.raises(InputError, match="address"):
        open_source(url, CameraConfig())
