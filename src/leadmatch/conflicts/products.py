"""Whether two lists of products overlap, in the words that people use for them."""

from collections.abc import Sequence
from functools import lru_cache

from leadmatch.conflicts.words import vocabulary
from leadmatch.values.identity.company import company_tokens
from leadmatch.values.identity.spelling import one_spelling
from leadmatch.values.text.fold import fold


def common_products(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...] | None:
    """Return the products of the first list that stand in the second, by name or by initials (`POS`, `Point of Sale`).

    Args:
        one: product names.
        other: product names.

    Returns:
        Those in common, in the order of the first; None where one of the lists states nothing.
    """
    if not one or not other:
        return None
    spellings = frozenset().union(*(_spellings(name) for name in other))
    return tuple(name for name in one if not _spellings(name).isdisjoint(spellings))


@lru_cache(maxsize=4096)
def _spellings(name: str) -> frozenset[str]:
    """Return the ways in which a product may be written: its words together, and the initials of several words."""
    words = company_tokens(name)
    whole = one_spelling(fold(name)) or name
    if len(words) == 1:
        return frozenset({whole})
    telling = [word for word in words if word not in vocabulary().small and word != "and"]
    initials = {"".join(word[0] for word in parts) for parts in (words, telling)}
    return frozenset({whole} | {letters for letters in initials if len(letters) > 1})
