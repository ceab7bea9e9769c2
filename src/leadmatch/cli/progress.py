"""Progress on standard error: one line that comes after half a second and goes away, on a terminal only."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

_SILENT_SECONDS = 0.5
_CELLS = 20
_ERASED = "\r\x1b[K"


class Progress:
    """Draws how far the work is; it is called with the stage, how much is done, and of how much."""

    def __init__(self) -> None:
        self._stream = sys.stderr
        self._begun = time.monotonic()
        self._last = ("", -1)
        self._drawn = False

    def __call__(self, stage: str, done: int, of: int) -> None:
        """Tell how far a stage is."""
        percent = 100 * done // max(of, 1)
        if (stage, percent) == self._last or not self._stream.isatty():
            return
        self._last = (stage, percent)
        bar = "█" * (_CELLS * percent // 100)
        self._draw(f"{stage:<25} {bar:░<{_CELLS}} {percent:>3} %  {done:,} of {of:,}")

    def counted(self, stage: str, done: int) -> None:
        """Tell how far a stage is of which nobody knows how long it takes."""
        if self._stream.isatty():
            self._draw(f"{stage}  {done:,}")

    def _draw(self, line: str) -> None:
        if time.monotonic() - self._begun > _SILENT_SECONDS:
            self._stream.write(_ERASED + line)
            self._stream.flush()
            self._drawn = True

    def end(self) -> None:
        """Take the line away."""
        if self._drawn:
            self._stream.write(_ERASED)
            self._stream.flush()
            self._drawn = False

    def over(self, items: Iterable[Item], stage: str, of: int) -> Iterator[Item]:
        """Yield items as they come, and draw how far they are."""
        for done, item in enumerate(items, 1):
            self(stage, done, of)
            yield item
        self.end()
