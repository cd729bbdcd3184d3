"""Where the Tasks localizer's model file comes from."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

import gazefix.faces.model_download
from gazefix.errors import ModelError
from gazefix.faces.model_download import MODEL_URL, face_model_path

CONTENT = b"a face model\n" * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Answers(BaseHTTPRequestHandler):
    """/model: the content; /cut: half of it; /missing: 404; counts the requests."""

    requests: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.requests.append(self.path)
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Length", str(len(CONTENT)))
        self.end_headers()
        self.wfile.write(CONTENT[: len(CONTENT) // 2] if self.path == "/cut" else CONTENT)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Answers.requests.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_address[1]}"
        http.shutdown()
        thread.join()


def fetch(url: str, cache: Path) -> Path:
    return face_model_path("", url=url, sha256=SHA256, cache_dir=cache)


def test_the_configured_file_is_used(tmp_path: Path) -> None:
    mine = tmp_path / "mine.task"
    mine.write_bytes(b"anything")
    assert face_model_path(str(mine), cache_dir=tmp_path / "cache") == mine
    assert not (tmp_path / "cache").exists()


def test_a_configured_path_may_start_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "mine.task").write_bytes(b"anything")
    assert face_model_path("~/mine.task") == tmp_path / "mine.task"


@pytest.mark.parametrize("name", ["missing.task", "."])
def test_a_configured_file_that_is_missing_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError) as caught:
        face_model_path(str(tmp_path / name))
    assert "engine.localizer_model" in caught.value.hint


def test_a_configured_file_that_may_not_be_looked_at_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(ModelError, match="Permission denied"):
        face_model_path(str(tmp_path / "mine.task"))


def test_it_is_downloaded_once(server: str, tmp_path: Path) -> None:
    cache = tmp_path / "a" / "cache"
    for _ in range(3):
        path = fetch(f"{server}/model", cache)
        assert path.read_bytes() == CONTENT
    assert Answers.requests == ["/model"]
    assert [file.name for file in cache.iterdir()] == ["face_landmarker.task"]


def test_a_damaged_cached_file_is_replaced(server: str, tmp_path: Path) -> None:
    (tmp_path / "face_landmarker.task").write_bytes(CONTENT[:-1])
    assert fetch(f"{server}/model", tmp_path).read_bytes() == CONTENT


@pytest.mark.parametrize("address", ["/missing", "/cut"])
def test_a_failed_download_is_an_error_and_leaves_nothing(
    server: str, tmp_path: Path, address: str
) -> None:
    with pytest.raises(ModelError) as caught:
        fetch(server + address, tmp_path)
    assert server in caught.value.message
    assert "engine.localizer_model" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_file_with_another_checksum_is_refused(server: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not the expected one"):
        face_model_path("", url=f"{server}/model", sha256="0" * 64, cache_dir=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_no_network_is_an_error_that_names_the_setting(tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as http:
        port = http.server_address[1]  # nobody listens there once it is closed
    with pytest.raises(ModelError) as caught:
        fetch(f"http://127.0.0.1:{port}/model", tmp_path)
    assert "engine.localizer_model" in caught.value.hint


def test_a_server_that_says_nothing_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gazefix.faces.model_download, "DOWNLOAD_TIMEOUT_S", 0.2)
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), Answers) as http,
        pytest.raises(ModelError, match="timed out"),
    ):
        fetch(
            f"http://127.0.0.1:{http.server_address[1]}/model", tmp_path
        )  # it listens but never serves


def test_a_cache_that_cannot_be_written_is_an_error(server: str, tmp_path: Path) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where the folder should be")
    with pytest.raises(ModelError) as caught:
        fetch(f"{server}/model", in_the_way)
    assert "engine.localizer_model" in caught.value.hint
    assert in_the_way.read_text() == "a file where the folder should be"


def test_the_public_address_is_https() -> None:
    assert MODEL_URL.startswith("https://")
