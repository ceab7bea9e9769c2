"""Amounts of money in running text: figures, signs, multipliers, ranges and number words of several countries."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from leadmatch.values.money.numbers import number_in_words, parse_number
from leadmatch.values.money.pieces import Piece, anchors, piece_from, word_ending_at
from leadmatch.values.money.words import MoneyWords, money_words
from leadmatch.values.text.token_table import TokenTable, token_table

_DIGITS_PER_GROUP = 3
_LARGEST = 1e15
_OPENER_WITHIN = 2
_HUNDREDS = 200
_ABBREVIATION = 2
_US = "us"
_NOTHING_BEHIND = re.compile(r"[.,][-–—]{1,2}")
"""The end of a whole sum, as it is written in German, Dutch and Swiss offers: `80'000.–`."""


class MoneySpan(NamedTuple):
    """An amount, or a range of amounts, as it stands in a text.

    Attributes:
        low: The amount, or the lower end of a range; not negative.
        high: The same as `low` where it is one amount, else the upper end.
        currency: ISO 4217 code, or None where the text names none.
        start: Where it begins in the text.
        end: Where it ends, excluded.
        is_bare: Whether it is a plain number, with neither a currency nor a multiplier such as `k`.
    """

    low: float
    high: float
    currency: str | None
    start: int
    end: int
    is_bare: bool = False

    @property
    def is_range(self) -> bool:
        """Whether two different ends are given."""
        return self.low != self.high


class _Amount(NamedTuple):
    """One amount: what multiplies it, its currency, where it stands, and what follows."""

    value: float
    multiplier: float | None
    currency: str | None
    start: int
    end: int
    following: Piece
    is_spelled: bool


def find_amounts(text: str, *, local: str | None = None, table: TokenTable | None = None) -> tuple[MoneySpan, ...]:
    """Find the amounts of a text, in order, in linear time.

    Args:
        text: Any text.
        local: ISO 4217 code of the place that the text comes from; it settles whose `$`, `kr` or `¥` is meant.
        table: The tokens of the text, where they are known already; it saves reading them.

    Returns:
        Spans that do not overlap. Plain numbers are among them, marked `is_bare`; percentages, times of day,
        ordinals and numbers grown together with a unit (``25kg``) are not.
    """
    words = money_words()
    known = token_table(text) if table is None else table
    reader = _AmountReader(known, local, words)
    spans: list[MoneySpan] = []
    done = 0
    for at in anchors(known, words):
        if known.starts[at] < done:
            continue
        found, done = reader.amount_at(at)
        if found is not None:
            span, done = reader.with_range(found, at)
            if span is not None:
                spans.append(span)
    return tuple(spans)


class _AmountReader:
    """Reads amounts around the figures and number words of one text."""

    def __init__(self, table: TokenTable, local: str | None, words: MoneyWords) -> None:
        self.table = table
        self.text = table.text
        self.local = local
        self.words = words

    def amount_at(self, at: int) -> tuple[_Amount | None, int]:
        """The amount whose number stands in token `at`, and where the number ends."""
        place, end = self.table.starts[at], self.table.ends[at]
        if self.table.words[at].isalpha():
            return self._spelled(at)
        piece = piece_from(self.text, place)
        while piece.kind == "word" and piece.end < end:
            piece = piece_from(self.text, piece.end)
        return self._figure(piece, at) if piece.kind == "number" else (None, end)

    def with_range(self, first: _Amount, at: int) -> tuple[MoneySpan | None, int]:
        """The amount as a span, joined with a second one where a range follows; and where to read on."""
        second = self._second(first, at) if first.following.folded in self.words.joining else None
        if second is None:
            return self._span(first, first), first.end
        low = first.value
        if first.multiplier is None and second.multiplier is not None and low < second.value / second.multiplier * 10:
            low *= second.multiplier
        currency = second.currency or first.currency
        if low > second.value:
            return self._span(first, first), first.end
        joined = first._replace(value=low, currency=currency, multiplier=second.multiplier or first.multiplier)
        return self._span(joined, second), second.end

    def _second(self, first: _Amount, at: int) -> _Amount | None:
        if not self._joins(first, at):
            return None
        piece = piece_from(self.text, first.following.end)
        if piece.kind == "sign" or piece.folded in self.words.currencies:
            piece = piece_from(self.text, piece.end)
        if piece.folded in self.words.numbers and first.multiplier is not None:
            return self._more_of_it(first, piece)
        if piece.kind != "number":
            return None
        return self._figure(piece, bisect_right(self.table.starts, piece.start) - 1)[0]

    def _more_of_it(self, first: _Amount, word: Piece) -> _Amount:
        """The upper end of `a grand or two`."""
        following = piece_from(self.text, word.end)
        value = float(self.words.numbers[word.folded]) * (first.multiplier or 1.0)
        return first._replace(value=value, start=word.start, end=word.end, following=following)

    def _joins(self, first: _Amount, at: int) -> bool:
        if first.following.folded not in self.words.range_joined:
            return True
        opened = bisect_left(self.table.starts, first.start, 0, at)
        return not self.words.range_openers.isdisjoint(self.table.words[max(0, opened - _OPENER_WITHIN) : opened])

    def _figure(self, number: Piece, at: int) -> tuple[_Amount | None, int]:
        """The amount of a number in figures, if it is one, and where the number ends."""
        whole = _NOTHING_BEHIND.match(self.text, number.end)
        end = number.end if whole is None else whole.end()
        following = piece_from(self.text, end)
        if self._grows_on(number.start, at) or self._is_followed_on(number.end, following):
            return None, end
        value = parse_number(number.text)
        return (None if value > _LARGEST else self._amount(value, number.start, end, at, following)), end

    def _grows_on(self, start: int, at: int) -> bool:
        """Whether something stands right before it: a word of a script with blanks, a point, a colon or a slash."""
        sign = self.text[start - 1] if start else " "
        if sign in ":/.":
            return True
        return (
            sign.isascii() and sign.isalpha() and word_ending_at(self.table, at, start)[0] not in self.words.currencies
        )

    def _is_followed_on(self, end: int, following: Piece) -> bool:
        """Whether a percent sign, minutes, the rest of a date or a unit follows."""
        if following.text == "%":
            return True
        if following.start != end:
            return False
        if following.text == "/":
            return self.text[following.end : following.end + 1].isdecimal()
        return following.text == ":" or (following.kind == "word" and following.folded not in self.words.money)

    def _spelled(self, at: int) -> tuple[_Amount | None, int]:
        """The amount of a number in letters, if it is one, and where to read on."""
        start = self.table.starts[at]
        value, end, following = number_in_words(self.text, start, self.words)
        is_multiplied = following.folded in self.words.multipliers and len(following.folded) > _ABBREVIATION
        is_paid = value >= _HUNDREDS and self._currency_behind(start, following)[0] is not None
        if not value or not (is_multiplied or is_paid or self.table.words[at] in self.words.compounds):
            return None, self.table.ends[at]
        return self._amount(value, start, end, at, following, is_spelled=True), end

    def _amount(
        self, value: float, start: int, end: int, at: int, following: Piece, *, is_spelled: bool = False
    ) -> _Amount:
        """The amount of a number, with what multiplies it and its currency on either side."""
        currency_before, opening = self._currency_before(start, at)
        if following.folded not in self.words.money and following.folded != _US:
            return _Amount(value, None, currency_before, opening, end, following, is_spelled)
        factor, currency = self._factor(end, following, has_currency=currency_before is not None)
        if factor is not None:
            end, following = self._behind_factor(following)
        if currency is None and currency_before is not None:
            currency, start = currency_before, opening
        elif currency is None:
            currency, end, following = self._currency_behind(end, following)
        return _Amount(value * (factor or 1.0), factor, currency, start, end, following, is_spelled)

    def _factor(self, end: int, following: Piece, *, has_currency: bool) -> tuple[float | None, str | None]:
        """What multiplies a number that ends at `end`, and the currency if one word tells both (`TEUR`)."""
        word, words = following.folded, self.words
        if word in words.multipliers:
            return words.multipliers[word], None
        if word in words.multiplied:
            return words.multiplied[word]
        if word not in words.short_multipliers:
            return None, None
        is_clear = has_currency or (following.start == end and following.text == "M")
        if is_clear or self._currency_behind(following.end, piece_from(self.text, following.end))[0] is not None:
            return words.short_multipliers[word], None
        return None, None

    def _behind_factor(self, factor: Piece) -> tuple[int, Piece]:
        """Where a multiplier ends, and what follows; over an abbreviation's point (`Tsd. Euro`) before a currency."""
        following = piece_from(self.text, factor.end)
        if following.text == ".":
            after = piece_from(self.text, following.end)
            if self._currency_behind(following.end, after)[0] is not None:
                return following.end, after
        return factor.end, following

    def _currency_before(self, start: int, at: int) -> tuple[str | None, int]:
        """The currency before a number, over a blank and an abbreviation's point, and where it begins, else `start`."""
        end = self._over_blank(start)
        if self.text[end - 1 : end] == ".":
            end = self._over_blank(end - 1) if end == start else end - 1
        sign = self.text[end - 1 : end]
        if sign in self.words.currencies:
            return self._code_of_sign(sign, end - 1, at)
        word, begin = word_ending_at(self.table, at, end) if sign.isalpha() else ("", end)
        code = self._code(word)
        return (None, start) if code is None else (code, begin)

    def _code_of_sign(self, sign: str, place: int, at: int) -> tuple[str | None, int]:
        """The currency of a sign, or of a dollar sign with the letters of a country before it."""
        if sign == "$":
            letters, begin = word_ending_at(self.table, at, place)
            if letters in self.words.dollars:
                return self.words.dollars[letters], begin
        return self._code(sign), place

    def _over_blank(self, place: int) -> int:
        return place - 1 if self.text[place - 1 : place].isspace() else place

    def _currency_behind(self, end: int, following: Piece) -> tuple[str | None, int, Piece]:
        """The currency behind a place, where it ends, and what follows then."""
        code, last = self._code(following.folded), following
        if following.folded == _US:
            last = piece_from(self.text, following.end)
            code = None if self._code(last.folded) is None else "USD"
        return (None, end, following) if code is None else (code, last.end, piece_from(self.text, last.end))

    def _code(self, word: str) -> str | None:
        choices = self.words.currencies.get(word)
        if not choices:
            return None
        return self.local if self.local in choices else choices[0]

    def _span(self, first: _Amount, last: _Amount) -> MoneySpan | None:
        currency = last.currency or first.currency
        if currency is None and last.following.folded in self.words.counted:
            return None
        is_bare = currency is None and last.multiplier is None and first.multiplier is None and not last.is_spelled
        return MoneySpan(first.value, last.value, currency, first.start, last.end, is_bare)
