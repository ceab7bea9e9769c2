"""Money in a note that is no budget: prices, rates, losses, revenue, wages, and sums that somebody only imagines."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from leadmatch.qualification.sentence import Sentence
from leadmatch.values.money.amounts import MoneySpan
from leadmatch.values.resources import read

_BREAK = re.compile(r'[,;:]\s|[()"“”–—\n]')
_BEHIND = 3
_HEAD = 3
"""Letters by which the beginnings of words are filed."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Words and beginnings of words that mean the same; the beginnings by their first letters."""

    words: frozenset[str]
    stems: Mapping[str, tuple[str, ...]]

    def any_of(self, words: Sequence[str]) -> bool:
        if not self.words.isdisjoint(words):
            return True
        stems = self.stems
        return bool(stems) and any(word.startswith(stems[head]) for word in words if (head := word[:_HEAD]) in stems)


@cache
def _group(name: str) -> _Group:
    entries = tomllib.loads(read("data/qualification_money.toml"))[name]
    stems: dict[str, tuple[str, ...]] = {}
    for stem in (entry[:-1] for entry in entries if entry.endswith("*")):
        stems[stem[:_HEAD]] = (*stems.get(stem[:_HEAD], ()), stem)
    return _Group(frozenset(entry for entry in entries if not entry.endswith("*")), stems)


def is_other(amount: MoneySpan, sentence: Sentence) -> bool:
    """Whether a word in the clause of an amount says that it is a price, a loss, revenue or the like."""
    clause = _clause(amount, sentence)
    return _group("other").any_of(clause) and not _group("budget").any_of(clause)


def is_asked_for(sentence: Sentence) -> bool:
    """Whether a word says that somebody has asked for the money of a sentence and waits for an answer."""
    return _group("asked").any_of(sentence.words)


def is_rate(amount: MoneySpan, sentence: Sentence) -> bool:
    """Whether an amount is paid for each of something: `$6 per room`, `300 € im Monat`."""
    behind = sentence.words_after(amount.end, _BEHIND)
    if _group("rate").any_of(behind[:1]):
        return True
    return _group("rate_joints").any_of(behind[:1]) and _group("rate_units").any_of(behind[1:2])


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence asks."""
    return sentence.text[sentence.end - 1 : sentence.end] in {"?", "？"}


def is_imagined(sentence: Sentence) -> bool:
    """Whether a sentence tells what would be if something else were so; a budget that is held beats mere politeness."""
    if sentence.has("hypothesis.words"):
        return True
    if sentence.has("budget.approved", "budget.allocated"):
        return False
    return _group("conditions").any_of(sentence.words) and _group("unreal").any_of(sentence.words)


def _clause(amount: MoneySpan, sentence: Sentence) -> Sequence[str]:
    """The words between the commas, brackets or dashes around an amount."""
    start, end = sentence.start, sentence.end
    for found in _BREAK.finditer(sentence.text, sentence.start, sentence.end):
        if found.end() <= amount.start:
            start = found.end()
        elif found.start() >= amount.end:
            end = found.start()
            break
    return sentence.words_between(start, end)
