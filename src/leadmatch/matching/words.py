"""How products, certifications and specialities are compared."""

import re
from functools import lru_cache

from leadmatch.values.industries.stems import stem
from leadmatch.values.text.fold import fold
from leadmatch.values.text.tokens import folded_words

_LONGEST = 200
"""Characters of a name that are compared."""


_JOINERS = re.compile(r"(?<![0-9])[-‐‑–_/.'’]|[-‐‑–_/.'’](?![0-9])")
"""Signs that people put into a name or leave out; between digits, and signs such as `<`, they mean something."""


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """Return a product or certification in comparable form: case, accents, blanks and hyphens do not count.

    `Wi-Fi` and `WIFI` are one; `UPS >500kW` and `UPS <500kW`, `1.5 kW` and `15 kW` stay apart.
    """
    return _JOINERS.sub("", "".join(fold(name[:_LONGEST]).split()))


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of a text, in order."""
    return tuple(map(stem, folded_words(text)))
