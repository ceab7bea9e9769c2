"""Unfinished results: hidden and locked while they are written, cleared away by the next run after a kill."""

import os
import re
import secrets
import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LOCKS = sys.platform != "win32"
if sys.platform != "win32":
    import fcntl

_BYTES = 4
_MIDDLE = re.compile(rf"[0-9a-f]{{{2 * _BYTES}}}")


@contextmanager
def unfinished(target: Path, make: Callable[[Path], None]) -> Generator[Path]:
    """Give a hidden path beside a place, and remove what lies there at the end.

    What is made is locked while the block runs. What killed runs left for the same place is locked by nobody, and is
    removed first. Without locks (Windows, some network drives) it stays.

    Args:
        target: the place; the folder it lies in exists.
        make: makes the file or folder, such as `Path.mkdir`.

    Raises:
        OSError: it cannot be made.
    """
    for left in _left(target):
        _remove(left)
    while True:
        beside = target.with_name(f".{target.name}.{secrets.token_hex(_BYTES)}.part")
        make(beside)
        with _locked(beside) as mine:
            if mine is False or not beside.exists():
                continue  # another run took it for a left one before it was locked
            try:
                yield beside
            finally:
                _remove(beside)
            return


def _left(target: Path) -> Iterator[Path]:
    """Yield what was made for a place and is locked by nobody."""
    start, end = f".{target.name}.", ".part"
    with suppress(OSError):
        for entry in list(target.parent.iterdir()):
            middle = entry.name.removeprefix(start).removesuffix(end)
            if entry.name == f"{start}{middle}{end}" and _MIDDLE.fullmatch(middle):
                with _locked(entry) as free:
                    if free:
                        yield entry


@contextmanager
def _locked(path: Path) -> Generator[bool | None]:
    """Lock a path until the block or the process ends; tell whether it was free, None where nothing can be locked."""
    try:
        handle = os.open(path, os.O_RDONLY) if _LOCKS else None
    except OSError:
        handle = None
    if handle is None:
        yield None
        return
    try:
        yield _lock(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool | None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
