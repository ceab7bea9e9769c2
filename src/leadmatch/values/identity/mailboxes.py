"""Mailboxes of an office rather than of a person: info@, sales@, kontakt@."""

from functools import cache
from typing import Final

from leadmatch.values.resources import read
from leadmatch.values.text.fold import to_ascii

_PARTS: Final = str.maketrans("._-+", "    ")


def is_role_mailbox(local: str) -> bool:
    """Whether the part before the @ names an office: `info`, `sales.uk`, `no-reply`.

    Args:
        local: the part before the @, as written.
    """
    words = to_ascii(local[:64]).translate(_PARTS).split()
    return bool(words) and (words[0].rstrip("0123456789") in _roles() or "".join(words) in _roles())


@cache
def _roles() -> frozenset[str]:
    lines = read("data/identity_role_mailboxes.txt").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())
