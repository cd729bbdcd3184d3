"""Progress bars on stderr (rich), or nothing where stderr is not a terminal."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Columns of a label and of a bar. With counts, time and a note they fit into 80.
_LABEL_WIDTH: Final = 20
_BAR_WIDTH: Final = 24


class Bars(AbstractContextManager["Bars"]):
    """A progress bar for each piece of work. Totals may come late, be wrong, or never come.

    `kept`: leave the bars on the screen at the end.
    """

    def __init__(self, *, kept: bool = True) -> None:
        self._tasks: dict[Hashable, TaskID] = {}
        self._progress: Progress | None = None
        if sys.stderr is not None and sys.stderr.isatty():
            self._progress = _progress(transient=not kept)
            self._progress.start()

    def show(
        self, label: str, done: int, total: int | None, note: str = "", *, key: Hashable = None
    ) -> None:
        """Show that `done` of `total` (None: unknown) is done; `key` tells equal labels apart."""
        if self._progress is None:
            return
        key = key or label
        if key not in self._tasks:
            short = label if len(label) <= _LABEL_WIDTH else f"{label[: _LABEL_WIDTH - 3]}..."
            self._tasks[key] = self._progress.add_task(short, total=total, note=note)
        most = None if total is None else max(total, done)
        self._progress.update(self._tasks[key], completed=done, total=most, note=note)

    def bar(self, label: str) -> Callable[..., None]:
        """Return `show` for one label."""
        return functools.partial(self.show, label)

    def remove(self, key: Hashable) -> None:
        """Take a bar away, if it is there."""
        if self._progress and key in self._tasks:
            self._progress.remove_task(self._tasks.pop(key))

    def print(self, text: str) -> None:
        """Print a line on stdout, above the bars."""
        if self._progress:
            self._progress.stop()
        click.echo(text)
        if self._progress:
            self._progress.start()

    def __exit__(self, *details: Any) -> None:
        if self._progress is None:
            return
        if details[0] is None:  # all is done, whatever the total was thought to be
            for task in self._progress.tasks:
                self._progress.update(task.id, total=task.completed)
        self._progress.stop()


def _progress(*, transient: bool) -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn(f"{{task.description:<{_LABEL_WIDTH}}}", markup=False),
        BarColumn(_BAR_WIDTH),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[note]}", markup=False),
        console=Console(stderr=True),
        transient=transient,
        redirect_stdout=False,  # lines for stdout stay out of stderr
    )
