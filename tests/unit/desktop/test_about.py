"""Whether a newer release exists, asked of a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from gazefix.desktop.about import newer_release
from gazefix.errors import InputError

Serve = Callable[[bytes], str]


class _Server(HTTPServer):
    answer = b""
    asked: list[dict[str, str]]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server: Any = self.server
        server.asked.append({"path": self.path, **dict(self.headers)})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(server.answer)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.asked = []
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(server: _Server, answer: Any, than: str = "0.9.2") -> str | None:
    server.answer = json.dumps(answer).encode()
    return newer_release(f"http://127.0.0.1:{server.server_port}/latest", than)


@pytest.mark.parametrize(
    ("newest", "found"),
    [("v0.10.0", "0.10.0"), ("0.9.3", "0.9.3"), ("v1.0", "1.0"), ("v0.9.2", None), ("0.8.9", None)],
)
def test_a_newer_release_is_told_and_another_one_is_not(
    server: _Server, newest: str, found: str | None
) -> None:
    assert ask(server, {"tag_name": newest}) == found
    assert ask(server, {"info": {"version": newest}}) == found


def test_one_request_tells_nothing_of_this_machine(server: _Server) -> None:
    ask(server, {"tag_name": "v9.0.0"})
    (asked,) = server.asked
    assert asked["path"] == "/latest"
    assert asked["User-Agent"] == "GazeFix"
    assert set(asked) <= {"path", "Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize("answer", [{}, [], {"tag_name": "soon"}, {"info": None}])
def test_an_answer_that_tells_no_release_is_an_error_in_words(server: _Server, answer: Any) -> None:
    with pytest.raises(InputError, match="tells no release"):
        ask(server, answer)


@pytest.mark.parametrize("address", ["releases", "file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_another_address_than_the_webs_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="is not a web address"):
        newer_release(address)


def test_a_server_that_is_gone_is_a_system_error(server: _Server) -> None:
    with pytest.raises(OSError, match="refused"):
        newer_release("http://127.0.0.1:9/latest")
