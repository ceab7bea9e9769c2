"""Sentences of a note with amounts, dates and job titles marked, and the cues that stand in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

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


@dataclass(frozen=True, slots=True)
class _Stream:
    """The words of a text as columns, each marked place as one word, with a stop behind each sentence."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def copy(self, table: TokenTable, first: int, last: int) -> None:
        """Take over some words of a text."""
        self.words.extend(table.words[first:last])
        self.starts.extend(table.starts[first:last])
        self.ends.extend(table.ends[first:last])

    def add(self, word: str, start: int, end: int) -> None:
        """Append one word."""
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)


@dataclass(slots=True)
class _Shelf:
    """What was found in one sentence so far."""

    hits: list[Hit] = field(default_factory=list)
    amounts: list[MoneySpan] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)
    roles: list[RoleSpan] = field(default_factory=list)


def mark(note: NoteText, words: Lexicon) -> tuple[Sentence, ...]:
    """Cut a note into sentences and find what stands in each; linear in the text.

    Returns:
        The sentences in which anything was found, in order.
    """
    text = note.text
    table = token_table(text) if note.table is None else note.table
    bounds = tuple(_short(sentences(text)))
    if not bounds:
        return ()
    dates = find_dates(text, note.day, day_first=note.day_first, table=table)
    amounts = _apart(find_amounts(text, local=note.currency, table=table), dates)
    roles = _longest(words.titles.places(table.words), table)
    stream = _stream(table, _marks(text, amounts, dates, roles), bounds)
    shelves = _shelves(bounds, amounts, dates, roles)
    for number, hits in _by_sentence(words.cues(stream.words), stream, bounds):
        shelves.setdefault(number, _Shelf()).hits = _strongest(hits, text)
    return tuple(_sentence(text, bounds[number], stream, shelves[number]) for number in sorted(shelves))


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
    return sorted(found)


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
    stream, at = _Stream(), 0
    stops = [(end, end, STOP) for _, end in bounds]
    for start, end, sign in sorted([*marks, *stops]):
        first = bisect_left(table.starts, start, at)
        behind = bisect_left(table.starts, end, first)
        stream.copy(table, at, first)
        if sign is STOP or behind > first:
            stream.add(sign, start, end)
        at = behind
    return stream


def _shelves(
    bounds: Bounds, amounts: Iterable[MoneySpan], dates: Iterable[DateSpan], roles: Iterable[RoleSpan]
) -> dict[int, _Shelf]:
    """What was found in each sentence, by its number."""
    ends = [end for _, end in bounds[:-1]]
    shelves: dict[int, _Shelf] = {}
    for amount in amounts:
        shelves.setdefault(bisect_right(ends, amount.start), _Shelf()).amounts.append(amount)
    for when in dates:
        shelves.setdefault(bisect_right(ends, when.start), _Shelf()).dates.append(when)
    for role in roles:
        shelves.setdefault(bisect_right(ends, role.start), _Shelf()).roles.append(role)
    return shelves


def _by_sentence(
    places: Iterable[Place], stream: _Stream, bounds: Bounds
) -> Iterable[tuple[int, Sequence[tuple[int, int, str]]]]:
    """The cues of each sentence by their places in the text, without those that reach beyond it."""
    ends = [end for _, end in bounds[:-1]]
    found: dict[int, list[tuple[int, int, str]]] = {}
    for term_id, first, last in places:
        start, end = stream.starts[first], stream.ends[last]
        number = bisect_right(ends, start)
        if end <= bounds[number][1]:
            found.setdefault(number, []).append((start, -end, term_id))
    return found.items()


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
    first, last = bisect_left(stream.starts, start), bisect_left(stream.starts, end)
    first += stream.words[first : first + 1] == [STOP]  # of a sentence right before it, as in Japanese
    return Sentence(
        text,
        start,
        end,
        stream.words[first:last],
        stream.starts[first:last],
        stream.ends[first:last],
        tuple(shelf.hits),
        tuple(shelf.amounts),
        tuple(shelf.dates),
        tuple(shelf.roles),
        frozenset([hit.term_id for hit in shelf.hits]),
    )
