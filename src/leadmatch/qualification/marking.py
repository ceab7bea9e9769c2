"""Sentences of a note with amounts, dates and job titles marked, and the cues that stand in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from leadmatch.qualification.lexicon import Lexicon, small_words, title_role
from leadmatch.qualification.sentence import DATE, MONEY, NUMBER, ROLE, RoleSpan, Sentence
from leadmatch.values.calendar.expressions import find_dates
from leadmatch.values.calendar.spans import DateSpan
from leadmatch.values.money.amounts import MoneySpan, find_amounts
from leadmatch.values.text.branches import Place
from leadmatch.values.text.fold import fold
from leadmatch.values.text.phrases import Hit
from leadmatch.values.text.sentences import sentences
from leadmatch.values.text.token_table import TokenTable, token_table

STOP = "xstop"
_FAMILIES = {"money": "budget", "speaker": "authority", "date": "timing"}
_LONGEST_SENTENCE = 800
_THOUSANDS = 1_000
_LONGEST_WORD = 32
_NEXT_WORD = re.compile(r"[ \xa0]([^\W\d_]+)")
_NO_MARK = {"student", "trainee", "seeking"}
Bounds = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class NoteText:
    """A text to read.

    Attributes:
        text: The words.
        day: When they were written; relative dates count from it.
        language: ISO 639-1 code, or None to guess.
        currency: ISO 4217 code of the place, for `$` and amounts without a currency; None if unknown.
        day_first: Whether ``6/7`` means 6 July.
        table: The tokens of the text where they are known already; None to read them.
    """

    text: str
    day: date
    language: str | None = None
    currency: str | None = None
    day_first: bool = True
    table: TokenTable | None = None


class _Stream(NamedTuple):
    """The words of a text as columns, each marked place as one word, with a stop behind each sentence."""

    words: list[str]
    starts: list[int]
    ends: list[int]


class _Shelf(NamedTuple):
    """What was found in one sentence so far; cues by their start, minus their end, and their meaning."""

    amounts: list[MoneySpan]
    dates: list[DateSpan]
    roles: list[RoleSpan]
    cues: list[tuple[int, int, str]]


class _Shelves(dict[int, _Shelf]):
    """What was found in each sentence, by its number."""

    def __missing__(self, number: int) -> _Shelf:
        shelf = self[number] = _Shelf([], [], [], [])
        return shelf


def mark(note: NoteText, words: Lexicon) -> tuple[Sentence, ...]:
    """Cut a note into sentences and find what stands in each; linear in the text.

    Returns:
        The sentences in which anything was found, in order.
    """
    text = note.text
    table = token_table(text) if note.table is None else note.table
    bounds = sentences(text) if len(text) <= _LONGEST_SENTENCE else tuple(_short(sentences(text)))
    if not bounds:
        return ()
    dates = find_dates(text, note.day, day_first=note.day_first, table=table)
    amounts = _apart(find_amounts(text, local=note.currency, table=table), dates)
    roles = _longest(words.titles.places(table.words), table)
    stream = _stream(table, _marks(text, amounts, dates, roles), bounds)
    shelves = _shelves(bounds, amounts, dates, roles)
    _add_cues(shelves, words.cues(stream.words), stream, bounds)
    return tuple([_sentence(text, bounds[number], stream, shelves[number]) for number in sorted(shelves)])


def _short(bounds: Bounds) -> Iterator[tuple[int, int]]:
    """Sentences of a bounded length, so that looking around within one costs the same however long the text is."""
    for start, end in bounds:
        for begin in range(start, end, _LONGEST_SENTENCE):
            yield begin, min(end, begin + _LONGEST_SENTENCE)


def _apart(amounts: Sequence[MoneySpan], dates: Sequence[DateSpan]) -> Sequence[MoneySpan]:
    """Amounts that are no part of a date."""
    if not dates:
        return amounts
    kept, at = [], 0
    for amount in amounts:
        while at < len(dates) and dates[at].end <= amount.start:
            at += 1
        if at >= len(dates) or dates[at].start >= amount.end or not amount.is_bare:
            kept.append(amount)
    return kept


def _longest(places: Collection[Place], table: TokenTable) -> Sequence[RoleSpan]:
    """Titles that do not overlap, the longer one first."""
    kept: list[RoleSpan] = []
    behind = 0
    for term_id, first, last in sorted(places, key=lambda place: (place[1], -place[2], place[0])):
        if first >= behind:
            kept.append(RoleSpan(title_role(term_id), table.starts[first], table.ends[last]))
            behind = last + 1
    return kept


def _marks(
    text: str, amounts: Iterable[MoneySpan], dates: Iterable[DateSpan], roles: Iterable[RoleSpan]
) -> list[tuple[int, int, str]]:
    found = [(amount.start, amount.end, MONEY if _is_like_money(amount, text) else NUMBER) for amount in amounts]
    found += [(when.start, when.end, DATE) for when in dates]
    found += [(role.start, role.end, ROLE) for role in roles if role.role not in _NO_MARK]
    return found


def _is_like_money(amount: MoneySpan, text: str) -> bool:
    """Whether a number may be money without saying so: thousands of nothing that is named behind them."""
    if not amount.is_bare:
        return True
    if amount.high < _THOUSANDS:
        return False
    behind = _NEXT_WORD.match(text, amount.end, amount.end + _LONGEST_WORD)
    return behind is None or fold(behind.group(1)) in small_words("behind_money")


def _stream(table: TokenTable, marks: Sequence[tuple[int, int, str]], bounds: Bounds) -> _Stream:
    """The words of a text with each marked place as one word, and a stop between sentences."""
    words, starts, ends = stream = _Stream([], [], [])
    at = 0
    for start, end, sign in sorted([*marks, *[(end, end, STOP) for _, end in bounds]]):
        first = bisect_left(table.starts, start, at)
        behind = bisect_left(table.starts, end, first)
        words += table.words[at:first]
        starts += table.starts[at:first]
        ends += table.ends[at:first]
        if sign is STOP or behind > first:
            words.append(sign)
            starts.append(start)
            ends.append(end)
        at = behind
    return stream


def _shelves(
    bounds: Bounds, amounts: Iterable[MoneySpan], dates: Iterable[DateSpan], roles: Iterable[RoleSpan]
) -> _Shelves:
    """What was found in each sentence, but for its cues."""
    ends = [end for _, end in bounds[:-1]]
    shelves = _Shelves()
    for amount in amounts:
        shelves[bisect_right(ends, amount.start)].amounts.append(amount)
    for when in dates:
        shelves[bisect_right(ends, when.start)].dates.append(when)
    for role in roles:
        shelves[bisect_right(ends, role.start)].roles.append(role)
    return shelves


def _add_cues(shelves: _Shelves, places: Iterable[Place], stream: _Stream, bounds: Bounds) -> None:
    """Put the cues, by their places in the text, to their sentences; those that reach beyond one are none."""
    limits, starts, ends = [end for _, end in bounds[:-1]], stream.starts, stream.ends
    for term_id, first, last in places:
        start, end = starts[first], ends[last]
        number = bisect_right(limits, start)
        if end <= bounds[number][1]:
            shelves[number].cues.append((start, -end, term_id))


def _strongest(found: Iterable[tuple[int, int, str]], text: str) -> list[Hit]:
    """Cues of one sentence in order, without those inside a longer one of the same family."""
    kept: list[Hit] = []
    outer: dict[str, tuple[int, int]] = {}
    for start, minus_end, term_id in sorted(found):
        end, family = -minus_end, _family(term_id)
        if term_id == "authority.decides" and "," in text[start:end]:
            continue  # `Mijn directeur beslist, ik verzamel` says it of another
        around = outer.get(family)
        if around is not None and end <= around[1] and around != (start, end):
            continue
        kept.append(Hit(term_id, start, end))
        if around is None or end > around[1]:
            outer[family] = start, end
    return kept


@cache
def _family(code: str) -> str:
    room = code.partition(".")[0]
    return _FAMILIES.get(room, room)


def _sentence(text: str, bound: tuple[int, int], stream: _Stream, shelf: _Shelf) -> Sentence:
    start, end = bound
    words, starts, ends = stream
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    first += words[first : first + 1] == [STOP]  # of a sentence right before it, as in Japanese
    hits = _strongest(shelf.cues, text)
    return Sentence(
        text,
        start,
        end,
        words[first:last],
        starts[first:last],
        ends[first:last],
        hits,
        shelf.amounts,
        shelf.dates,
        shelf.roles,
        frozenset([hit.term_id for hit in hits]),
    )
