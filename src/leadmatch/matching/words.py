"""How products, certifications and specialities are compared."""

from functools import lru_cache

from leadmatch.values.industries.stems import stem
from leadmatch.values.text.fold import fold
from leadmatch.values.text.tokens import folded_words

_LONGEST = 200
"""Characters of a name that are compared."""


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """Return a product or certification in comparable form: case, accents and blanks do not count, signs do.

    `UPS >500kW` and `UPS < 500 kW` stay apart.
    """
    return "".join(fold(name[:_LONGEST]).split())


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of a text, in order."""
    return tuple(map(stem, folded_words(text)))
