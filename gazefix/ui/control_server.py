"""The local socket by which other processes of this user control the app; nobody else may open it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from gazefix.desktop.control import (
    MAX_BYTES,
    ControlStatus,
    Request,
    answer_line,
    parse_request,
    refusal_line,
)
from gazefix.errors import ControlError, GazeFixError

#: More than so many at once are none of ours.
_MAX_CONNECTIONS: Final = 16

logger = logging.getLogger(__name__)


class ControlServer(QObject):
    """Answers requests, one line each; `carry_out` does what they ask, or raises GazeFixError."""

    def __init__(
        self,
        name: str,
        carry_out: Callable[[Request], ControlStatus],
        parent: QObject | None = None,
    ) -> None:
        """`name` is the socket's path, or the pipe's name. Raises ControlError where it cannot be opened."""
        super().__init__(parent)
        self._carry_out = carry_out
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MAX_CONNECTIONS)
        self._server.newConnection.connect(self._welcome)
        QLocalServer.removeServer(
            name
        )  # what a process that was killed has left; there is no other, the lock sees to that
        if not self._server.listen(name):
            raise ControlError(
                f"GazeFix cannot be controlled from outside: {self._server.errorString()}"
            )

    def close(self) -> None:
        """Take the socket away."""
        self._server.close()

    def _welcome(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.readyRead.connect(lambda connection=connection: self._read(connection))
            connection.disconnected.connect(connection.deleteLater)

    def _read(self, connection: QLocalSocket) -> None:
        while connection.canReadLine():
            line = bytes(connection.readLine(MAX_BYTES + 1).data())
            connection.write(self._answer(line))
        if connection.bytesAvailable() > MAX_BYTES:
            connection.write(refusal_line("the request is too long", "it is one line of JSON"))
            connection.disconnectFromServer()
        connection.flush()

    def _answer(self, line: bytes) -> bytes:
        try:
            return answer_line(self._carry_out(parse_request(line)))
        except GazeFixError as error:
            return refusal_line(error.message, error.hint)
        except Exception as error:
            logger.exception("a request could not be carried out")
            return refusal_line(f"it could not be carried out: {error or type(error).__name__}")
