"""Sentences of a note with amounts, dates and job titles marked, and the cues that stand in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple, Protocol, TypeVar

from leadmatch.qualification.lexicon import Lexicon, title_role
from leadmatch.values.calendar.expressions import find_dates
from leadmatch.values.calendar.spans import DateSpan
from leadmatch.values.money.amounts import MoneySpan, find_amounts
from leadmatch.values.text.fold import fold
from leadmatch.values.text.language import small_words as small_words_of_all
from leadmatch.values.text.phrases import Hit
from leadmatch.values.text.sentences import sentences
from leadmatch.values.text.token_table import TokenTable, token_table
from leadmatch.values.text.tokens import Token

MONEY, NUMBER, DATE, ROLE, STOP = "xmoney", "xnum", "xdate", "xrole", "xstop"
_FAMILIES = {"money": "budget", "speaker": "authority", "date": "timing"}
_LONGEST_SENTENCE = 800
_THOUSANDS = 1_000
_LONGEST_WORD = 32
_NEXT_WORD = re.compile(r"[ \xa0]([^\W\d_]+)")
_NO_MARK = {"student", "trainee", "seeking"}


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


class RoleSpan(NamedTuple):
    """A job title in a text."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with all that was found in it.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        words: Its tokens, amounts, dates and titles each as one mark.
        hits: The cues, without those that lie inside a longer one of the same criterion.
        amounts: In order.
        dates: In order.
        roles: In order.
        codes: What the cues mean.
    """

    start: int
    end: int
    words: tuple[Token, ...]
    hits: tuple[Hit, ...]
    amounts: tuple[MoneySpan, ...]
    dates: tuple[DateSpan, ...]
    roles: tuple[RoleSpan, ...]
    codes: frozenset[str]

    def with_code(self, *codes: str) -> list[Hit]:
        """The cues of some codes."""
        if self.codes.isdisjoint(codes):
            return []
        return [hit for hit in self.hits if hit.term_id in codes]

    def has(self, *codes: str) -> bool:
        """Whether a cue of one of the codes stands in it."""
        return not self.codes.isdisjoint(codes)

    def around(self, start: int, end: int, *codes: str) -> Hit | None:
        """The first cue of some codes that encloses a place."""
        if self.codes.isdisjoint(codes):
            return None
        return next((hit for hit in self.with_code(*codes) if hit.start <= start and end <= hit.end), None)

    def words_before(self, start: int, count: int) -> list[str]:
        """The folded words just before a place, nearest last."""
        return [word.folded for word in self.words if word.end <= start][-count:]

    def words_after(self, end: int, count: int) -> list[str]:
        """The folded words just behind a place."""
        return [word.folded for word in self.words if word.start >= end][:count]


def mark(note: NoteText, words: Lexicon) -> tuple[Sentence, ...]:
    """Cut a note into sentences and find what stands in each; linear in the text."""
    text = note.text
    table = token_table(text) if note.table is None else note.table
    dates = find_dates(text, note.day, day_first=note.day_first, table=table)
    amounts = _apart(find_amounts(text, local=note.currency, table=table), dates)
    places = zip(table.words, table.starts, table.ends, strict=True)
    tokens = [Token(text[start:end], word, start, end) for word, start, end in places]
    roles = _longest(RoleSpan(title_role(hit.term_id), hit.start, hit.end) for hit in words.find_titles(tokens))
    marks = _marks(text, amounts, dates, [role for role in roles if role.role not in _NO_MARK])
    bounds = tuple(_short(sentences(text)))
    stream = _stream(tokens, marks, bounds)
    hits = _strongest([hit for hit in words.find_cues(stream) if not _spans_clauses(hit, text)], bounds)
    return tuple(_sentences(bounds, stream, hits, amounts, dates, roles))


def _spans_clauses(hit: Hit, text: str) -> bool:
    """Whether a cue of who decides reaches over a comma: `Mijn directeur beslist, ik verzamel` says it of another."""
    return hit.term_id == "authority.decides" and "," in text[hit.start : hit.end]


def _short(bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences of a bounded length, so that looking around within one costs the same however long the text is."""
    for start, end in bounds:
        for begin in range(start, end, _LONGEST_SENTENCE):
            yield begin, min(end, begin + _LONGEST_SENTENCE)


def _apart(amounts: Sequence[MoneySpan], dates: Sequence[DateSpan]) -> tuple[MoneySpan, ...]:
    """Amounts that are no part of a date."""
    kept, at = [], 0
    for amount in amounts:
        while at < len(dates) and dates[at].end <= amount.start:
            at += 1
        if at >= len(dates) or dates[at].start >= amount.end or not amount.is_bare:
            kept.append(amount)
    return tuple(kept)


def _longest(roles: Iterable[RoleSpan]) -> list[RoleSpan]:
    """Titles that do not overlap, the longer one first."""
    kept: list[RoleSpan] = []
    for role in sorted(roles, key=lambda each: (each.start, -each.end)):
        if not kept or role.start >= kept[-1].end:
            kept.append(role)
    return kept


def _marks(
    text: str, amounts: Sequence[MoneySpan], dates: Sequence[DateSpan], roles: Sequence[RoleSpan]
) -> list[tuple[int, int, str]]:
    found = [(amount.start, amount.end, MONEY if _is_like_money(amount, text) else NUMBER) for amount in amounts]
    found += [(when.start, when.end, DATE) for when in dates]
    found += [(role.start, role.end, ROLE) for role in roles]
    return sorted(found)


def _stream(
    tokens: Sequence[Token], marks: Sequence[tuple[int, int, str]], bounds: Sequence[tuple[int, int]]
) -> list[Token]:
    """The tokens with each marked place as one token, and a stop between sentences."""
    stream: list[Token] = []
    at_mark, at_bound, done = 0, 0, 0
    for token in tokens:
        while at_bound < len(bounds) and bounds[at_bound][1] <= token.start:
            at_bound += 1
            stream.append(Token("", STOP, token.start, token.start))
        while at_mark < len(marks) and marks[at_mark][1] <= token.start:
            at_mark += 1
        if token.start < done:
            continue
        if at_mark < len(marks) and marks[at_mark][0] <= token.start:
            start, end, sign = marks[at_mark]
            stream.append(Token("", sign, start, end))
            done = end
        else:
            stream.append(token)
    return stream


def _is_like_money(amount: MoneySpan, text: str) -> bool:
    """Whether a number may be money without saying so: thousands of nothing that is named behind them."""
    if not amount.is_bare:
        return True
    if amount.high < _THOUSANDS:
        return False
    behind = _NEXT_WORD.match(text, amount.end, amount.end + _LONGEST_WORD)
    return behind is None or fold(behind.group(1)) in small_words_of_all()


@cache
def _family(code: str) -> str:
    room = code.partition(".")[0]
    return _FAMILIES.get(room, room)


def _strongest(hits: Sequence[Hit], bounds: Sequence[tuple[int, int]]) -> list[Hit]:
    """Cues within one sentence, without those inside a longer one of the same family."""
    kept: list[Hit] = []
    open_by_family: dict[str, Hit] = {}
    at = 0
    for hit in sorted(hits, key=lambda each: (each.start, -each.end)):
        while at < len(bounds) and bounds[at][1] <= hit.start:
            at += 1
        if at < len(bounds) and hit.end > bounds[at][1]:
            continue
        outer = open_by_family.get(_family(hit.term_id))
        if outer is not None and hit.end <= outer.end and (outer.start, outer.end) != (hit.start, hit.end):
            continue
        kept.append(hit)
        if outer is None or hit.end > outer.end:
            open_by_family[_family(hit.term_id)] = hit
    return kept


def _sentences(
    bounds: Sequence[tuple[int, int]],
    stream: Sequence[Token],
    hits: Sequence[Hit],
    amounts: Sequence[MoneySpan],
    dates: Sequence[DateSpan],
    roles: Sequence[RoleSpan],
) -> Iterator[Sentence]:
    words = _by_sentence(bounds, [token for token in stream if token.folded != STOP])
    shelves = zip(
        bounds,
        words,
        _by_sentence(bounds, hits),
        _by_sentence(bounds, amounts),
        _by_sentence(bounds, dates),
        _by_sentence(bounds, roles),
        strict=True,
    )
    for (start, end), said, cues, sums, days, titles in shelves:
        yield Sentence(start, end, said, cues, sums, days, titles, frozenset([hit.term_id for hit in cues]))


class _Placed(Protocol):
    """Anything that begins somewhere in a text."""

    @property
    def start(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


def _by_sentence(bounds: Sequence[tuple[int, int]], items: Iterable[_P]) -> list[tuple[_P, ...]]:
    shelves: list[list[_P]] = [[] for _ in bounds]
    at = 0
    for item in items:
        while at < len(bounds) - 1 and bounds[at][1] <= item.start:
            at += 1
        if shelves:
            shelves[at].append(item)
    return [tuple(shelf) for shelf in shelves]
