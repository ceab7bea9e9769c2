"""The tokens of a text as columns: read once, and looked at by all who search the same text."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import add

from leadmatch.values.text.tokens import folded_words, token_spans


@dataclass(frozen=True, slots=True)
class TokenTable:
    """The tokens of one text; the columns have one length, and a number in all of them is the same token.

    Attributes:
        text: what was read.
        words: their folded spellings.
        starts: places of their first characters in the text.
        ends: places behind their last characters.
        vocabulary: the folded spellings, each once: a quick look whether anything of interest is there.
        figures: numbers of the tokens that have a sign which is no letter, a digit as a rule, in order.
    """

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    vocabulary: frozenset[str]
    figures: Sequence[int]

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.words)


def token_table(text: str) -> TokenTable:
    """Read the tokens of a text, the same as `tokenize` finds, several times faster.

    Args:
        text: any text; the work is linear in its length.
    """
    words = folded_words(text)
    starts, ends = _found_again(words, text.lower()) if text.isascii() else _columns(token_spans(text))
    figures = [at for at, word in enumerate(words) if not word.isalpha()]
    return TokenTable(text, words, starts, ends, frozenset(words), figures)


def _found_again(words: list[str], text: str) -> tuple[list[int], list[int]]:
    """Return where words begin and end that stand in a text in this order, with nothing but signs between them."""
    starts, place = [], 0
    for word in words:
        start = text.find(word, place)
        starts.append(start)
        place = start + len(word)
    return starts, list(map(add, starts, map(len, words)))


def _columns(spans: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [start for start, _ in spans], [end for _, end in spans]
