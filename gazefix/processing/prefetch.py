"""Lets a thread get what is needed next while the present item is worked on."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final, TypeVar

Item = TypeVar("Item")
_END: Final = object()


def ahead(items: Iterable[Item], count: int) -> Generator[Item, None, None]:
    """The same items in the same order, taken by a thread that is up to `count` of them ahead.

    What the thread runs into is raised where it would have been. Close the generator before what it takes from (see
    `contextlib.closing`): only then does the thread rest.
    """
    source = iter(items)
    with ThreadPoolExecutor(1, "gazefix-ahead") as pool:
        pending: deque[Future[Any]] = deque(pool.submit(next, source, _END) for _ in range(count))
        try:
            while (item := pending.popleft().result()) is not _END:
                pending.append(pool.submit(next, source, _END))
                yield item
        finally:
            for later in pending:
                later.cancel()
