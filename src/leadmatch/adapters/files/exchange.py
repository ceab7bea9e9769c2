"""Two paths change places in one step, where the system can do that."""

import ctypes
import os
from pathlib import Path

_HERE = -100
"""AT_FDCWD of Linux: paths count from the folder one is in."""
_SWAP = 2
"""RENAME_EXCHANGE of renameat2(2)."""


def exchange(one: Path, other: Path) -> bool:
    """Swap the names of two files or folders of one file system; tell whether the system could do it."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _SWAP) == 0)
