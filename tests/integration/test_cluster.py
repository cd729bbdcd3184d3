"""Films on a Dask cluster, with a real scheduler and real workers: what comes out, and faults."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import signal
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from click.testing import CliRunner
from cv2 import getNumThreads
from helpers.clips import make_clip, make_full_clip, pattern, picture_times
from helpers.cluster import TestCluster, wait_until

pytest.importorskip("distributed")

from distributed import Client

from gazefix.api import process_many
from gazefix.cli.main import cli
from gazefix.config import Config, CorrectionConfig, EngineConfig
from gazefix.errors import ClusterError, ConfigError, OutputError
from gazefix.imaging.operations import encode_png
from gazefix.media.images import read_picture
from gazefix.media.video import ClipReader, Encoding
from gazefix.processing.batch import Item, Outcome, Watch, gather, run_batch
from gazefix.processing.cluster.connection import connected
from gazefix.processing.cluster.films import FilmInParts
from gazefix.processing.edit_options import EditOptions, FaceChoice
from gazefix.processing.jobs import Job, process_file

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes by signal")

#: With these no face is looked for, so that no model is loaded.
IDLE = Config(correction=CorrectionConfig(mode="angle"))
CARD = replace(IDLE, engine=EngineConfig(device="cuda"))
UP = Config(correction=CorrectionConfig(mode="angle", vertical_deg=10, max_faces=32))
#: On processors with AVX-512, x264 makes other bytes of short made-up clips in each run.
LOSSLESS = Job(encoding=Encoding("ffv1"))
#: s3fs waits 15 s for an answer, and sends what a busy server has done once more.
PATIENT = {"config_kwargs": {"connect_timeout": 500, "read_timeout": 500}}
UNWATCHED = Watch(lambda *_: None, lambda _: None)


@pytest.fixture(scope="module")
def bucket() -> Iterator[dict[str, str]]:
    """An S3 server with the bucket `films`, and the environment that reaches it."""
    server = pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    started = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    started.start()
    host, port = started.get_host_and_port()
    environment = {
        "AWS_ACCESS_KEY_ID": "films-key",
        "AWS_SECRET_ACCESS_KEY": "films-secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "FSSPEC_S3": json.dumps(PATIENT),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        import boto3
        import fsspec.config

        patch.setitem(fsspec.config.conf, "s3", PATIENT)
        boto3.client("s3").create_bucket(Bucket="films")
        yield environment
    started.stop()


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory, bucket: dict[str, str]
) -> Iterator[TestCluster]:
    """Two workers for tests that leave them alive."""
    started = TestCluster(tmp_path_factory.mktemp("cluster"), bucket)
    with contextlib.closing(started):
        started.start_workers()
        yield started


@pytest.fixture(scope="module")
def client(cluster: TestCluster) -> Iterator[Client]:
    with Client(cluster.address) as client:
        client.wait_for_workers(2, timeout=90)
        yield client


@pytest.fixture
def own_cluster(tmp_path: Path) -> Iterator[TestCluster]:
    """A scheduler without workers, for tests that kill."""
    (tmp_path / "dask").mkdir()
    with contextlib.closing(TestCluster(tmp_path / "dask")) as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four clips that take as long as a test holds them."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "abcd":
        make_clip(folder / f"{name}.mp4", frames=30, options={"preset": "ultrafast"})
    return folder


def pictures(path: Path) -> list[tuple[float, int, int]]:
    with ClipReader(path) as reader:
        return [(f.time_s, f.duration_ticks, zlib.crc32(f.bgr.data)) for f in reader]


def half_made(folder: Path) -> list[Path]:
    return list(folder.rglob(".gazefix-*.part*"))


def all_made(outcomes: list[Outcome]) -> bool:
    return all(outcome.report for outcome in outcomes)


# What comes out


@pytest.mark.shared
@pytest.mark.timeout(600)
def test_short_clips_side_by_side_are_those_of_one_process(
    client: Client, tmp_path: Path, shared: Path
) -> None:
    found = sorted((shared / "media" / "videos").glob("*.*4")) + sorted(
        (shared / "media" / "videos").glob("asl*")
    )
    (tmp_path / "in").mkdir()
    for number in range(12):
        shots = shorten(found[number % len(found)], 25 * (number // len(found)), 8)
        make_clip(tmp_path / "in" / f"{number}.mp4", (480, 270), 8, pictures=shots, sounds=["aac"])
    (tmp_path / "in" / "broken.mp4").write_bytes((tmp_path / "in" / "1.mp4").read_bytes()[:900])
    heard: list[tuple[str, int, int | None]] = []
    outcomes = process_many(
        [tmp_path / "in"],
        tmp_path / "two",
        UP,
        LOSSLESS,
        client=client,
        progress=lambda item, part, done, total: heard.append((item.source.name, done, total)),
    )
    alone = process_many([tmp_path / "in"], tmp_path / "one", UP, LOSSLESS)
    assert [o.item.source.name for o in outcomes if o.error] == ["broken.mp4"]
    assert [o.report and replace(o.report, seconds=0) for o in outcomes] == [
        o.report and replace(o.report, seconds=0) for o in alone
    ]
    assert sum(o.report.frames_changed for o in outcomes if o.report) > 20
    for outcome in alone:
        if outcome.report:
            made = tmp_path / "two" / outcome.item.target.name
            assert pictures(made) == pictures(outcome.item.target)
            assert streams(made) == streams(outcome.item.target)
    assert {name for name, done, total in heard if done == total} == {
        f"{number}.mp4" for number in range(12)
    }
    again = process_many([tmp_path / "in"], tmp_path / "two", UP, LOSSLESS, client=client)
    assert [o.skipped for o in again] == [not o.error for o in outcomes]


def shorten(clip: Path, first: int, count: int, size: tuple[int, int] = (480, 270)) -> list[Any]:
    with av.open(str(clip)) as container:
        frames = list(zip(range(first + count), container.decode(video=0), strict=False))[first:]
        return [f.reformat(*size, "bgr24").to_ndarray() for _, f in frames]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    """Three minutes of 12 pictures a second, in shots of 7 seconds, with all that a clip holds."""
    found = sorted((shared / "media" / "videos").glob("*.*4"))
    shots = [shorten(clip, 0, 84, (320, 180)) for clip in found]
    pairs = zip(shots[2], shots[3], strict=False)
    shots[1] = [np.hstack([one[:, ::2], other[:, ::2]]) for one, other in pairs]
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    frames = [
        shots[n // 84 % len(shots)][n % 84 % len(shots[n // 84 % len(shots)])] for n in range(2160)
    ]
    plain = make_clip(
        path.with_name("plain.mp4"),
        (320, 180),
        2160,
        fps=12,
        pictures=frames,
        sounds=["aac"],
        options={"preset": "superfast"},
    )
    return make_full_clip(path, "mov_text", plain)


#: Faces are looked for around frame 1000, where a second worker goes on.
MIDDLE = EditOptions(from_s=79.0, to_s=89.0)
#: Face 15, one of two, is seen on both sides of it, and face 16 from the next cut on, where the
#: second part begins.
FILM = replace(LOSSLESS, edit=replace(MIDDLE, faces=FaceChoice(numbers=(15, 16))))


@pytest.fixture(scope="module")
def film_of_one(film: Path) -> Path:
    """The film, corrected by one process."""
    target = film.with_name("one.mkv")
    assert process_file(film, target, UP, FILM).frames_changed > 30
    return target


@pytest.mark.shared
@pytest.mark.timeout(600)
def test_a_film_in_parts_is_that_of_one_process_bit_for_bit_though_a_worker_is_killed(
    own_cluster: TestCluster, tmp_path: Path, film: Path, film_of_one: Path
) -> None:
    victim, _ = own_cluster.start_workers()
    own_cluster.hold.touch()
    shown: list[str] = []
    two = tmp_path / "two.mkv"
    with Client(own_cluster.address) as client, ThreadPoolExecutor() as pool:
        client.wait_for_workers(2, timeout=90)
        made = pool.submit(
            with_client, client, film, two, FILM, lambda *what: shown.append(what[1])
        )
        try:
            wait_until(lambda: len(half_made(tmp_path)) == 2 or made.done(), 500)
            victim.kill()
        finally:
            own_cluster.hold.unlink()
        made.result()
    assert {"measuring", "correcting", "joining"} == set(shown)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dask", "two.mkv"]
    assert pictures(two) == pictures(film_of_one)
    assert streams(two) == streams(film_of_one)
    assert stamps(two) == stamps(film_of_one)


@pytest.mark.shared
@pytest.mark.timeout(600)
def test_lossy_parts_are_joined_as_they_are_to_a_film_like_that_of_one_process(
    client: Client, tmp_path: Path, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = Job(edit=MIDDLE)
    one, two = tmp_path / "one.mp4", tmp_path / "two.mp4"
    process_file(film, one, UP, job)
    encoded: list[list[bytes]] = []
    remove = FilmInParts._remove

    def read_and_remove(film: FilmInParts, parts: Sequence[Path]) -> None:
        encoded.extend(encoded_pictures(part) for part in parts)
        remove(film, parts)

    monkeypatch.setattr(FilmInParts, "_remove", read_and_remove)
    with_client(client, film, two, job, lambda *_: None)
    first, second = encoded
    assert encoded_pictures(two) == first + second
    assert streams(two) == streams(one)
    assert stamps(two) == stamps(one)
    assert abs(two.stat().st_size / one.stat().st_size - 1) <= 0.02
    assert similarity(one, two) >= 0.999


def with_client(
    client: Client, source: Path, target: Path, job: Job, progress: Callable[..., None]
) -> None:
    watch = Watch(progress, lambda _: None)
    outcomes = run_batch([Item(source, target)], UP, job, 1, watch, client)
    assert not outcomes[0].error
    assert outcomes[0].report
    assert outcomes[0].report.frames == 2160


def streams(path: Path) -> list[Any]:
    with av.open(str(path)) as clip:
        found = [(s.type, s.name, dict(s.metadata), s.duration) for s in clip.streams]
        video = clip.streams.video[0]
        return [*found, dict(clip.metadata), clip.chapters(), video.time_base, video.average_rate]


def stamps(path: Path) -> list[Any]:
    """Of all packets: those of the pictures in the order shown, as codecs may order them anew.

    And the bytes of all others.
    """
    with av.open(str(path)) as clip:
        packets = [
            (p.stream_index, p.pts, p.duration, bytes(p) if p.stream_index else b"")
            for p in clip.demux()
            if p.size
        ]
    assert {index for index, *_ in packets} >= {0, 1, 2}
    return sorted(packets)


def encoded_pictures(path: Path) -> list[bytes]:
    with av.open(str(path)) as clip:
        return [bytes(packet) for packet in clip.demux(video=0) if packet.size]


def similarity(one: Path, two: Path) -> float:
    """Return the mean SSIM of red, green and blue of every second's picture."""
    from skimage.metrics import structural_similarity

    with av.open(str(one)) as first, av.open(str(two)) as second:
        pairs = zip(first.decode(video=0), second.decode(video=0), strict=True)
        values = [
            structural_similarity(
                *(picture.to_ndarray(format="rgb24") for picture in pair), channel_axis=2
            )
            for number, pair in enumerate(pairs)
            if number % 12 == 0
        ]
    return float(np.mean(values))


def test_films_in_a_bucket_come_and_go(
    client: Client, bucket: dict[str, str], tmp_path: Path
) -> None:
    import s3fs

    system = s3fs.S3FileSystem(use_listings_cache=False)
    make_clip(tmp_path / "a.mp4", frames=6)
    system.put_file(str(tmp_path / "a.mp4"), "films/in/deep/a.mp4")
    system.pipe_file("films/in/b.png", encode_png(pattern((40, 30), 1)))
    system.pipe_file("films/in/notes.txt", b"no film")
    outcomes = process_many(["s3://films/in"], "s3://films/out", IDLE, LOSSLESS, client=client)
    assert all_made(outcomes)
    assert sorted(system.find("films/out")) == ["films/out/b.png", "films/out/deep/a.mkv"]
    system.get_file("films/out/deep/a.mkv", str(tmp_path / "made.mkv"))
    process_file(tmp_path / "a.mp4", tmp_path / "one.mkv", IDLE, LOSSLESS)
    assert pictures(tmp_path / "made.mkv") == pictures(tmp_path / "one.mkv")
    again = process_many(["s3://films/in/*.png"], "s3://films/out", IDLE, client=client)
    assert [outcome.skipped for outcome in again] == [True]


@pytest.mark.shared
@pytest.mark.timeout(600)
def test_a_long_film_in_a_bucket_is_cut_too(
    client: Client, bucket: dict[str, str], film: Path, film_of_one: Path, tmp_path: Path
) -> None:
    import s3fs

    system = s3fs.S3FileSystem(use_listings_cache=False)
    system.put_file(str(film), "films/long/film.mp4")
    source, target = Path("s3://films/long/film.mp4"), Path("s3://films/made/film.mkv")
    shown: list[str] = []
    with_client(client, source, target, FILM, lambda *what: shown.append(what[1]))
    assert "joining" in shown
    assert system.find("films/made") == ["films/made/film.mkv"]
    system.get_file("films/made/film.mkv", str(tmp_path / "two.mkv"))
    assert pictures(tmp_path / "two.mkv") == pictures(film_of_one)


def test_a_single_file_comes_from_a_url_and_goes_to_one(tmp_path: Path) -> None:
    import fsspec

    system = fsspec.filesystem("memory")
    system.pipe_file("/in/a.png", encode_png(pattern((40, 30), 1)))
    command = ["process", "memory://in/a.png", "memory://out/b.png", "--mode", "angle"]
    made, again = (CliRunner().invoke(cli, command) for _ in range(2))
    assert (made.exit_code, system.find("/out")) == (0, ["/out/b.png"])
    assert isinstance(again.exception, OutputError)
    system.get_file("/out/b.png", str(tmp_path / "b.png"))
    assert (read_picture(tmp_path / "b.png").bgr() == pattern((40, 30), 1)).all()


def test_a_cluster_of_this_machine_makes_films_and_needs_no_graphics_card_of_its_own(
    folder: Path, tmp_path: Path
) -> None:
    def mappings() -> int:
        """Return how often the system maps a page of memory for a hundred pictures of a MB."""
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        for _ in range(100):
            np.ones(1 << 20, np.uint8)
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

    with connected("local:1") as client:
        assert all_made(process_many([folder], tmp_path / "out", CARD, client=client))
        (mapped,) = client.run(mappings).values()
    if sys.platform == "linux":  # Dask has glibc map each picture anew: 25,600 pages of 4 kB
        assert mapped < 10_000


def test_with_a_graphics_card_wanted_only_workers_that_offer_one_get_work(
    own_cluster: TestCluster, folder: Path, tmp_path: Path
) -> None:
    plain = own_cluster.start_worker()
    with Client(own_cluster.address) as client:
        client.wait_for_workers(1, timeout=90)
        with pytest.raises(ClusterError, match="no worker offers a graphics card"):
            process_many([folder], tmp_path / "out", CARD, client=client)
        own_cluster.start_worker("--resources", "GPU=1")
        client.wait_for_workers(2, timeout=90)
        assert all_made(process_many([folder], tmp_path / "out", CARD, client=client))
        used = client.run(
            lambda dask_worker: (os.getpid(), hasattr(dask_worker, "gazefix"), getNumThreads())
        )
    # The one that got work has no threads of OpenCV, as `gazefix` itself.
    assert {(pid == plain.pid, got, got and threads) for pid, got, threads in used.values()} == {
        (True, False, False),
        (False, True, 1),
    }


def test_another_client_that_is_busy_delays_nothing(
    cluster: TestCluster, client: Client, folder: Path, tmp_path: Path
) -> None:
    free = threading.Event()
    with Client(cluster.address) as latest:  # the one that Dask takes where none is named
        latest.loop.add_callback(free.wait)
        try:
            assert all_made(process_many([folder], tmp_path / "out", IDLE, client=client))
        finally:
            free.set()


# Faults


class _Files(SimpleHTTPRequestHandler):
    """Files of a folder over HTTP; the connection ends in the middle of `cut.mp4`."""

    def log_message(self, *_: object) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        data = source.read()
        outputfile.write(data[: len(data) // 2] if self.path.startswith("/cut") else data)


def test_a_file_of_a_web_server_is_made_though_another_vanishes_in_the_middle(
    client: Client, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.mp4", "cut.mp4"):
        make_clip(tmp_path / "in" / name, frames=6)
    handler = functools.partial(_Files, directory=str(tmp_path / "in"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        urls = [
            f"http://127.0.0.1:{server.server_port}/{name}.mp4?key=secret"
            for name in ("a", "cut", "gone")
        ]
        made, cut, gone = process_many(urls, tmp_path / "out", IDLE, LOSSLESS, client=client)
        server.shutdown()
    assert (bool(made.report), made.item.target) == (True, tmp_path / "out" / "a.mkv")
    process_file(tmp_path / "in" / "a.mp4", tmp_path / "one.mkv", IDLE, LOSSLESS)
    assert pictures(made.item.target) == pictures(tmp_path / "one.mkv")
    assert re.fullmatch(r"cannot read http://127[\d.:]+/cut.mp4: \w+", cut.error)
    assert gone.error.startswith("there is no file http://127.0.0.1:")
    assert "secret" not in cut.error + cut.hint + gone.error + gone.hint
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.mkv"]


#: gazefix, which waits for slow schedulers and workers.
PROGRAM = """\
from gazefix.cli.main import main
from gazefix.processing.cluster import connection
connection._CONNECT_S = 90.0
main()
"""


def start(cluster: TestCluster, *arguments: object) -> subprocess.Popen[str]:
    """`gazefix process --cluster` in a process of its own."""
    command = ["-c", PROGRAM, "process", "--cluster", cluster.address, "--mode", "angle"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, *command, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def test_a_killed_worker_loses_nothing(
    own_cluster: TestCluster, folder: Path, tmp_path: Path
) -> None:
    own_cluster.hold.touch()
    victim, _ = own_cluster.start_workers()
    with start(own_cluster, folder, "--out-dir", tmp_path / "out") as process:
        wait_until(lambda: len(half_made(tmp_path / "out")) == 2)
        victim.kill()
        own_cluster.hold.unlink()
        out, err = process.communicate(timeout=90)
    assert (process.returncode, "gazefix: " in err) == (0, False)
    assert "4 of 4 files made" in out
    for made in (tmp_path / "out").glob("[a-d].mp4"):
        assert picture_times(made) == picture_times(folder / made.name)


def test_a_scheduler_that_is_started_anew_loses_nothing(
    own_cluster: TestCluster, folder: Path, tmp_path: Path
) -> None:
    own_cluster.hold.touch()
    own_cluster.start_workers()
    with start(own_cluster, folder, "--out-dir", tmp_path / "out") as process:
        wait_until(lambda: len(half_made(tmp_path / "out")) == 2)
        own_cluster.scheduler.kill()
        own_cluster.scheduler.wait()
        own_cluster.hold.unlink()
        own_cluster.start_scheduler()
        own_cluster.start_workers()
        out, err = process.communicate(timeout=90)
    assert (process.returncode, "gazefix: " in err) == (0, False)
    # The workers that have lost their scheduler may still end the files that they began.
    assert re.search(r"4 of 4 files made$|[23] of 4 files made, [12] were there", out.strip())
    for name in "abcd":
        made = tmp_path / "out" / f"{name}.mp4"
        assert picture_times(made) == picture_times(folder / made.name)


def test_a_file_that_a_worker_without_a_scheduler_makes_first_is_no_error(
    cluster: TestCluster, client: Client, folder: Path, tmp_path: Path
) -> None:
    made = tmp_path / "out" / "a.mp4"
    cluster.hold.touch()
    with ThreadPoolExecutor() as pool:
        one = pool.submit(process_many, [folder / "a.mp4"], made.parent, IDLE, client=client)
        try:
            wait_until(lambda: half_made(made.parent) or one.done())
            made.write_bytes(b"whole")
        finally:
            cluster.hold.unlink()
    assert [outcome.skipped for outcome in one.result()] == [True]
    assert made.read_bytes() == b"whole"
    assert not half_made(made.parent)
    again = Job(overwrite=True)
    (anew,) = process_many([folder / "a.mp4"], made.parent, IDLE, again, client=client)
    assert not anew.skipped
    assert picture_times(made) == picture_times(folder / "a.mp4")


def test_a_full_disk_leaves_the_work_to_others_and_a_vanished_file_stops_no_other(
    own_cluster: TestCluster, folder: Path, tmp_path: Path
) -> None:
    own_cluster.start_worker(GAZEFIX_TEST_MOST_BYTES="20")
    own_cluster.start_worker()
    items = gather([folder], tmp_path / "out")
    (folder / "d.mp4").unlink()
    with Client(own_cluster.address) as client:
        client.wait_for_workers(2, timeout=90)
        outcomes = run_batch(items, IDLE, Job(), 1, UNWATCHED, client)
    assert [bool(outcome.report) for outcome in outcomes] == [True, True, True, False]
    assert "there is no file" in outcomes[3].error
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.mp4", "b.mp4", "c.mp4"]


@pytest.mark.parametrize("body", ["__version__ = '0.0.1'", "raise ModuleNotFoundError('none')"])
def test_a_worker_with_another_gazefix_or_none_is_refused(
    own_cluster: TestCluster, folder: Path, tmp_path: Path, body: str
) -> None:
    (tmp_path / "other" / "gazefix").mkdir(parents=True)
    (tmp_path / "other" / "gazefix" / "__init__.py").write_text(body)
    own_cluster.start_worker(PYTHONPATH=str(tmp_path / "other"), GAZEFIX_TEST_HOLD="")
    own_cluster.start_worker()
    with Client(own_cluster.address) as client:
        client.wait_for_workers(2, timeout=90)
        with pytest.raises(ClusterError, match="this is ") as raised:
            process_many([folder], tmp_path / "out", IDLE, client=client)
    assert ("0.0.1" if "0.0.1" in body else "no GazeFix") in raised.value.message
    assert not list((tmp_path / "out").iterdir())


def test_an_interrupt_cancels_the_tasks(
    own_cluster: TestCluster, folder: Path, tmp_path: Path
) -> None:
    own_cluster.hold.touch()
    own_cluster.start_workers()
    with start(own_cluster, folder, "--out-dir", tmp_path / "out") as process:
        wait_until(lambda: len(half_made(tmp_path / "out")) == 2)
        with Client(own_cluster.address) as client:
            keys = client.run_on_scheduler(lambda dask_scheduler: list(dask_scheduler.tasks))
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=90)
    assert (process.returncode, err.endswith("gazefix: interrupted\n")) == (130, True)
    assert own_cluster.hold.exists()
    assert {key[1] for key in keys} == {f"{name}.mp4-{n}" for n, name in enumerate("abcd")}
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.timeout(600)
def test_an_interrupt_leaves_nothing_of_a_film_in_parts(
    own_cluster: TestCluster, tmp_path: Path
) -> None:
    film = make_clip(tmp_path / "film.mp4", frames=2000, options={"preset": "ultrafast"})
    own_cluster.hold.touch()
    own_cluster.start_workers()
    with Client(own_cluster.address) as client:  # a film is parted by the workers at its start
        client.wait_for_workers(2, timeout=90)
    with start(own_cluster, film, tmp_path / "out.mp4", "--vertical", 5, "--to", 1) as process:
        wait_until(lambda: len(half_made(tmp_path)) == 2, 500)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=90)
    assert (process.returncode, err.endswith("gazefix: interrupted\n")) == (130, True)
    assert own_cluster.hold.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dask", "film.mp4"]


def test_what_cannot_be_used_is_told(
    folder: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazefix.processing.cluster.connection._CONNECT_S", 0.5)
    with pytest.raises(ConfigError, match="number of workers"), connected("local:many"):
        pass
    with (
        pytest.raises(ClusterError, match="no Dask scheduler answers"),
        connected("tcp://127.0.0.1:1"),
    ):
        pass
    with pytest.raises(ConfigError, match="would be replaced"):
        item = Item(folder / "a.mp4", folder / "a.mp4")
        run_batch([item], IDLE, Job(overwrite=True), 1, UNWATCHED, client)
