"""The local socket by which other processes of the same user control the app."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from gazefix.desktop.control_protocol import (
    MAX_BYTES,
    ControlStatus,
    Request,
    answer_line,
    parse_request,
    refusal_line,
)
from gazefix.errors import ControlError, GazeFixError

#: Most connections that wait at once; `gazefix ctl` needs one.
_MAX_CONNECTIONS: Final = 16

logger = logging.getLogger(__name__)


class ControlServer(QObject):
    """Answers requests, one line each. Other users can't open the socket."""

    def __init__(
        self,
        name: str,
        carry_out: Callable[[Request], ControlStatus],
        parent: QObject | None = None,
    ) -> None:
        """Listen at `name`, the path of a socket or the name of a pipe.

        `carry_out` does what a request asks, or raises GazeFixError. Raises ControlError where the
        socket cannot be opened.
        """
        super().__init__(parent)
        self._carry_out = carry_out
        #: Held until the end: no other app may listen.
        self.lock: QLockFile | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MAX_CONNECTIONS)
        self._server.newConnection.connect(self._welcome)
        self.listen(name)

    def listen(self, name: str) -> None:
        """Listen at `name`, and no longer where it did before. Raises ControlError."""
        self._server.close()
        # A killed process leaves its socket behind. Run_app's lock makes sure that no other runs.
        QLocalServer.removeServer(name)
        if not self._server.listen(name):
            raise ControlError(f"cannot listen for commands: {self._server.errorString()}")

    def close(self) -> None:
        """Remove the socket and release the lock."""
        self._server.close()
        if self.lock is not None:
            self.lock.unlock()

    def _welcome(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.readyRead.connect(lambda connection=connection: self._read(connection))
            connection.disconnected.connect(connection.deleteLater)

    def _read(self, connection: QLocalSocket) -> None:
        while connection.canReadLine():
            line = bytes(connection.readLine(MAX_BYTES + 1).data())
            connection.write(self._answer(line))
        if connection.bytesAvailable() > MAX_BYTES:
            connection.write(refusal_line("the request is too long", "send one line of JSON"))
            connection.disconnectFromServer()
        connection.flush()

    def _answer(self, line: bytes) -> bytes:
        try:
            return answer_line(self._carry_out(parse_request(line)))
        except GazeFixError as error:
            return refusal_line(error.message, error.hint)
        except Exception as error:
            logger.exception("a request failed")
            return refusal_line(f"the request failed: {error or type(error).__name__}")
