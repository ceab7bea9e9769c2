"""Wording: what a message is like where no rule knows its phrases, by a linear model that was fitted beforehand.

The table (`data/screening_wording.tsv`, made by `tools/train_wording.py`) holds weights of words, pairs of words and
beginnings of words. It was fitted on the project's own labelled inquiries, so it knows little of the world: it asks a
person to look, and rejects only together with another sign.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from leadmatch.screening.buyer import company_mailbox
from leadmatch.screening.inquiry import LANGUAGES, Inquiry
from leadmatch.screening.kinds import Category, Group, Level
from leadmatch.screening.rule import Finding, Rule
from leadmatch.values.resources import read
from leadmatch.values.text.language import guess_language

KINDS = (
    Category.STUDENT,
    Category.JOB_SEEKER,
    Category.SOLICITATION,
    Category.SUPPORT_REQUEST,
    Category.PRESS,
)
"""Kinds that the model tells apart."""

JUNK_FROM = 100 * math.log(0.7 / 0.3)
"""Log-odds in hundredths from which wording counts."""

_FEWEST_WORDS = 5
_MOST_WORDS = 200
_BEGINNING = 5
_SHOWN = 3


class Reading(NamedTuple):
    """What the wording of a message comes to.

    Attributes:
        kind: the kind of junk that it is most like, or None where it is like a genuine inquiry.
        telling: the words that told most.
    """

    kind: Category | None
    telling: tuple[str, ...]


_LIKE_A_BUYER = Reading(None, ())


def features(words: Sequence[str]) -> set[str]:
    """Return the features of a message: words, pairs of neighbours, and beginnings of longer words with a `*`.

    Args:
        words: folded words; the first 200 are read. Numbers are all one word, `#`.
    """
    plain = ["#" if word.isdigit() else word for word in words[:_MOST_WORDS]]
    found = set(plain)
    found.update([f"{word[:_BEGINNING]}*" for word in found if len(word) > _BEGINNING])
    found.update(map(" ".join, pairwise(plain)))
    return found


@cache
def _weights() -> Mapping[str, tuple[int, ...]]:
    """Return the weights of each feature in hundredths: for each kind, and last for junk at all."""
    rows = (line.split("\t") for line in read("data/screening_wording.tsv").splitlines())
    return {feature: (*map(int, kinds), int(junk)) for feature, junk, *kinds in rows}


@cache
def _junk_weights() -> Mapping[str, int]:
    return {feature: weights[-1] for feature, weights in _weights().items()}


@lru_cache(maxsize=1_024)
def read_wording(words: tuple[str, ...]) -> Reading:
    """Judge the wording of a message; the work is bounded.

    Args:
        words: its folded words.
    """
    if len(words) < _FEWEST_WORDS:
        return _LIKE_A_BUYER
    table, found = _junk_weights(), features(words)
    known = table.keys() & found
    scale = math.sqrt(len(found))
    if table[""] + sum(map(table.__getitem__, known)) / scale < JUNK_FROM:
        return _LIKE_A_BUYER
    kinds = _weights()
    scores = [kinds[""][place] + sum(kinds[feature][place] for feature in known) / scale for place in range(len(KINDS))]
    telling = sorted(known, key=lambda feature: (-table[feature], feature))[:_SHOWN]
    return Reading(KINDS[scores.index(max(scores))], tuple(telling))


def is_plain(inquiry: Inquiry) -> bool:
    """Tell that a company's own mailbox outweighs the wording, or that it is like a buyer's."""
    return any(company_mailbox(inquiry)) or read_wording(inquiry.message).kind is None


@dataclass(frozen=True, slots=True)
class WordedLike:
    """Finds messages whose wording is most like one kind of junk.

    Attributes:
        kind: the kind.
    """

    kind: Category

    def __call__(self, inquiry: Inquiry) -> Iterable[Finding]:
        """Return what told, in a language that the model knows and where no rule knew a phrase."""
        reading = read_wording(inquiry.message)
        if reading.kind is not self.kind or f"{self.kind.value}.strong" in inquiry.phrases or is_plain(inquiry):
            return ()
        is_known = guess_language(inquiry.lead.message or "") in LANGUAGES
        return (Finding("message", ", ".join(reading.telling)),) if is_known else ()


def wording_rules() -> tuple[Rule, ...]:
    """Return one rule a kind."""
    return tuple(
        Rule(
            f"wording.{kind.value}",
            Group.WORDING,
            Level.TELLING,
            26.0,
            WordedLike(kind),
            kind,
            personal=False,
            unless=is_plain,
        )
        for kind in KINDS
    )
