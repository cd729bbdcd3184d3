"""Progress bars on stderr (tqdm), or nothing where stderr is not a terminal."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from tqdm import tqdm

#: Columns of a label and of a bar. With counts, time and a note they fit into 80.
_LABEL_WIDTH: Final = 20
_BAR_WIDTH: Final = 24
_FORMAT: Final = (
    f"{{desc:<{_LABEL_WIDTH}}} |{{bar:{_BAR_WIDTH}}}| {{n}}/{{total_fmt}} {{remaining}}{{postfix}}"
)


class Bars(AbstractContextManager["Bars"]):
    """A progress bar for each piece of work. Totals may come late, be wrong, or never come.

    `kept`: leave the bars on the screen at the end.
    """

    def __init__(self, *, kept: bool = True) -> None:
        self._kept = kept
        self._bars: dict[Hashable, tqdm] = {}
        self._visible = sys.stderr is not None and sys.stderr.isatty()

    def show(
        self, label: str, done: int, total: int | None, note: str = "", *, key: Hashable = None
    ) -> None:
        """Show that `done` of `total` (None: unknown) is done; `key` tells equal labels apart."""
        if not self._visible:
            return
        key = key or label
        if key not in self._bars:
            self._bars[key] = _bar(label, total, self._kept)
        bar = self._bars[key]
        bar.total = None if total is None else max(total, done)
        bar.set_postfix_str(note, refresh=False)
        bar.update(done - bar.n)

    def bar(self, label: str) -> Callable[..., None]:
        """Return `show` for one label."""
        return functools.partial(self.show, label)

    def remove(self, key: Hashable) -> None:
        """Take a bar away, if it is there."""
        if key in self._bars:
            bar = self._bars.pop(key)
            bar.leave = False
            bar.close()

    def print(self, text: str) -> None:
        """Print a line on stdout, above the bars."""
        for bar in self._bars.values():
            bar.clear()
        click.echo(text)
        for bar in self._bars.values():
            bar.refresh()

    def __exit__(self, *details: Any) -> None:
        for bar in self._bars.values():
            if details[0] is None:  # all is done, whatever the total was thought to be
                bar.total = bar.n
            bar.close()


def _bar(label: str, total: int | None, kept: bool) -> tqdm:
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # without a thread of its own
    short = label if len(label) <= _LABEL_WIDTH else f"{label[: _LABEL_WIDTH - 3]}..."
    look = {"bar_format": _FORMAT, "dynamic_ncols": True}
    # With `miniters` 0 a new note is shown, too, though nothing more is done.
    return tqdm(desc=short, total=total, leave=kept, file=sys.stderr, miniters=0, **look)
