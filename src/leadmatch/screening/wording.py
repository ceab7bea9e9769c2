"""Wording: what a message is like where no rule knows its phrases, by a linear model that was fitted beforehand.

The table (`data/screening_wording.tsv`, made by `tools/train_wording.py`) holds weights of words, pairs of words and
beginnings of words. It was fitted on the project's own labelled inquiries, so it knows little of the world: it asks a
person to look, and rejects only together with another sign.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from leadmatch.screening.buyer import company_mailbox
from leadmatch.screening.inquiry import LANGUAGES, Inquiry, buyer_phrases
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


def words_for_model(words: Sequence[str]) -> list[str]:
    """Return the words of a message as the model reads them: the first 200, each number as `#`.

    Args:
        words: folded words.
    """
    return ["#" if word.isdigit() else word for word in words[:_MOST_WORDS]]


def beginnings(words: Iterable[str]) -> list[str]:
    """Return the first five letters of the longer words."""
    return [word[:_BEGINNING] for word in words if len(word) > _BEGINNING]


def features(words: Sequence[str]) -> set[str]:
    """Return the features of a message: words, pairs of neighbours, and beginnings of longer words with a `*`.

    Args:
        words: folded words; the first 200 are read. Numbers are all one word, `#`.
    """
    plain = words_for_model(words)
    return {*plain, *map(" ".join, pairwise(plain)), *(f"{beginning}*" for beginning in beginnings(plain))}


class _Model(NamedTuple):
    """The table, and the weights for junk filed so that a text is looked up without a new string for each pair.

    Attributes:
        weights: hundredths of a feature, as the table writes it: for junk at all, then for each kind.
        words: hundredths of words, and of pairs of them, for junk.
        beginnings: the same of beginnings.
    """

    weights: Mapping[str, tuple[int, ...]]
    words: Mapping[str | tuple[str, ...], int]
    beginnings: Mapping[str, int]


@cache
def _model() -> _Model:
    rows = (line.split("\t") for line in read("data/screening_wording.tsv").splitlines())
    weights = {feature: tuple(map(int, columns)) for feature, *columns in rows}
    junk = {feature: columns[0] for feature, columns in weights.items()}
    begun = {feature[:-1]: junk.pop(feature) for feature in weights if feature.endswith("*")}
    words = {tuple(feature.split(" ")) if " " in feature else feature: points for feature, points in junk.items()}
    return _Model(weights, words, begun)


@lru_cache(maxsize=16)
def read_wording(words: tuple[str, ...]) -> Reading:
    """Judge the wording of a message; the work is bounded.

    Args:
        words: its folded words.
    """
    if len(words) < _FEWEST_WORDS:
        return _LIKE_A_BUYER
    model, plain = _model(), words_for_model(words)
    known = model.words.keys() & chain(plain, pairwise(plain))
    begun = model.beginnings.keys() & beginnings(plain)
    points = sum(map(model.words.__getitem__, known)) + sum(map(model.beginnings.__getitem__, begun))
    # The most features that so many words can have decide for most texts; only the others' are counted.
    if points < min(0.0, (JUNK_FROM - model.weights[""][0]) * math.sqrt(3 * len(plain))):
        return _LIKE_A_BUYER
    return _told(features(words), points)


def _told(found: set[str], points: int) -> Reading:
    """Judge a message that may be junk.

    Args:
        found: its features.
        points: what they come to for junk, in hundredths.
    """
    weights, scale = _model().weights, math.sqrt(len(found))
    start, *starts = weights[""]
    if start + points / scale < JUNK_FROM:
        return _LIKE_A_BUYER
    known = weights.keys() & found
    columns = zip(*(weights[feature][1:] for feature in known), strict=True)
    totals = list(map(sum, columns)) or [0] * len(starts)
    scores = [one + total / scale for one, total in zip(starts, totals, strict=True)]
    telling = sorted(known, key=lambda feature: (-weights[feature][0], feature))[:_SHOWN]
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
        if self.kind is not Category.STUDENT and buyer_phrases(inquiry.lead, "buyer.need"):
            return ()  # who asks for prices or a visit is a buyer, however it is worded; students ask for much as well
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
