"""A folder of results is written beside its place and put there in one step, or not at all."""

import os
import shutil
from collections.abc import Collection, Generator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path

from leadmatch.adapters.files.exchange import exchange
from leadmatch.adapters.files.unfinished import unfinished
from leadmatch.errors import FileError

_IGNORED = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_NAMED = 3


@contextmanager
def write_folder(path: str | PathLike[str], known: Collection[str]) -> Generator[Path]:
    """Give a new folder to write into, and put it in place of `path` when the block ends without an error.

    Until then an earlier folder at `path` stays as it is; where the block fails or is interrupted, the new folder is
    removed (by the next run, where this one is killed). The two change places in one step where the system has one
    (Linux); elsewhere the old one is renamed first.

    Args:
        path: where the folder is to lie.
        known: names of files that an earlier result may hold; a folder that holds anything else is not replaced.

    Raises:
        FileError: `path` is a file, holds something that is not an earlier result, or cannot be written.
    """
    target = Path(path).absolute()
    _refuse(target, known)
    place = target.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with unfinished(place, Path.mkdir) as new:
            yield new
            _refuse(target, known)
            _put(new, target.resolve())
    except OSError as error:
        raise FileError(
            f"{path} could not be written: {error.strerror or error}. Choose another folder with --out"
        ) from error


def _refuse(target: Path, known: Collection[str]) -> None:
    """Raise where something lies at the place that must not be replaced."""
    if not target.exists():
        if target.is_symlink():
            raise FileError(f"{target} points to nothing. Remove it or choose another folder with --out")
        return
    if not target.is_dir():
        raise FileError(f"{target} is a file. Choose a folder with --out")
    if Path.cwd().is_relative_to(target.resolve()):
        raise FileError(f"{target} is the folder you are in, which cannot be replaced. Choose one inside it with --out")
    if os.path.ismount(target):
        raise FileError(f"{target} is a mounted volume, which cannot be replaced. Choose a folder inside it with --out")
    strange = sorted({entry.name for entry in target.iterdir()} - set(known) - _IGNORED)
    if strange:
        shown = ", ".join(strange[:_NAMED]) + (", …" if len(strange) > _NAMED else "")
        raise FileError(
            f"{target} holds something that is not an earlier result ({shown}) and would be lost. "
            "Choose another folder with --out, or move it away"
        )


def _put(new: Path, target: Path) -> None:
    """Put a folder in place of another, which takes its name."""
    if not target.exists():
        new.rename(target)
    elif not exchange(new, target):
        old = new.with_suffix(".old")
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
