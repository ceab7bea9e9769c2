"""Amounts of money in running text: figures, signs, multipliers, ranges and number words of several countries."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from leadmatch.values.money.pieces import Piece, Placed, folded, pieces, windows
from leadmatch.values.money.words import MoneyWords, money_words

_DIGITS_PER_GROUP = 3
_LARGEST = 1e15
_DASHES = "-–—"


@dataclass(frozen=True, slots=True)
class MoneySpan:
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
    value: float
    multiplier: float | None
    currency: str | None
    start: int
    end: int
    after: int


def find_amounts(
    text: str, *, local: str | None = None, tokens: Sequence[Placed] | None = None
) -> tuple[MoneySpan, ...]:
    """Find the amounts of a text, in order, in linear time.

    Args:
        text: Any text.
        local: ISO 4217 code of the place that the text comes from; it settles whose `$`, `kr` or `¥` is meant.
        tokens: The words of the text, folded, with their places, where they are known already; it saves work.

    Returns:
        Spans that do not overlap. Plain numbers are among them, marked `is_bare`; percentages, times of day,
        ordinals and numbers grown together with a unit (``25kg``) are not.
    """
    words = money_words()
    parts = [(0, len(text))] if tokens is None else windows(text, tokens, words)
    if not parts:
        return ()
    reader = _AmountReader(list(pieces(text, parts)), local, words)
    spans: list[MoneySpan] = []
    at = 0
    while at < len(reader.pieces):
        found = reader.amount_at(at) if reader.may_begin(at) else None
        if found is None:
            at += 1
            continue
        span, at = reader.with_range(found)
        if span is not None:
            spans.append(span)
    return tuple(spans)


def parse_number(text: str) -> float:
    """Read one written number; of two kinds of separators the last one is the decimal sign.

    A lone separator before exactly three digits parts thousands (``1,234`` and ``1.234`` are both 1234).
    """
    plain = re.sub(r"['’\s]", "", text)
    last = max(plain.rfind(","), plain.rfind("."))
    if last < 0:
        return float(plain)
    sign, tail = plain[last], plain[last + 1 :]
    is_group = len(tail) == _DIGITS_PER_GROUP and not plain.startswith("0")
    if plain.count(sign) > 1 or (is_group and len({",", "."} & set(plain)) == 1):
        return float(re.sub(r"[.,]", "", plain))
    return float(re.sub(r"[.,]", "", plain[:last]) + "." + tail)


class _AmountReader:
    """Reads amounts from the pieces of one text."""

    def __init__(self, pieces: list[Piece], local: str | None, words: MoneyWords) -> None:
        self.pieces = pieces
        self.local = local
        self.words = words
        self.folded = [folded(piece.text) if piece.kind == "word" else piece.text for piece in pieces]

    def may_begin(self, at: int) -> bool:
        """Whether a figure or a number word stands at piece `at`; a quick look before the reading."""
        if self.pieces[at].kind == "word":
            word = self.folded[at]
            words = self.words
            return word in words.numbers or word in words.hundreds or word.endswith(words.compound_endings)
        return self.pieces[at].kind == "number"

    def amount_at(self, at: int) -> _Amount | None:
        """The amount whose number begins at piece `at`, with its currency on either side."""
        value, after = self._number(at)
        if value is None or value > _LARGEST:
            return None
        multiplier, after, currency = self._multiplier(at, after)
        start = self.pieces[at].start
        if currency is None:
            before, start = self._currency_before(at)
            currency, after = self._currency(after) if before is None else (before, after)
        scaled = value * (multiplier or 1.0)
        return _Amount(scaled, multiplier, currency, start, self.pieces[after - 1].end, after)

    def with_range(self, first: _Amount) -> tuple[MoneySpan | None, int]:
        """The amount as a span, joined with a second one where a range follows; and where to read on."""
        second = self._second(first)
        if second is None:
            return self._span(first, first), first.after
        low = first.value
        if first.multiplier is None and second.multiplier is not None and low < second.value / second.multiplier * 10:
            low *= second.multiplier
        currency = second.currency or first.currency
        if low > second.value:
            return self._span(first, first), first.after
        joined = first._replace(value=low, currency=currency, multiplier=second.multiplier or first.multiplier)
        return self._span(joined, second), second.after

    def _second(self, first: _Amount) -> _Amount | None:
        at = first.after
        if at + 1 >= len(self.pieces) or not self._joins(at, first):
            return None
        at += 1
        if self.pieces[at].kind == "sign" or self.folded[at] in self.words.currencies:
            at += 1
        return self.amount_at(at) if at < len(self.pieces) and self.pieces[at].kind == "number" else None

    def _joins(self, at: int, first: _Amount) -> bool:
        word = self.folded[at]
        if word in _DASHES or word in self.words.range_words:
            return True
        if word not in self.words.range_joined:
            return False
        opened = next((i for i in range(at - 1, -1, -1) if self.pieces[i].start <= first.start), at)
        return any(self.folded[i] in self.words.range_openers for i in range(max(0, opened - 2), opened + 1))

    def _number(self, at: int) -> tuple[float | None, int]:
        piece = self.pieces[at]
        if piece.kind == "number":
            return (None, at + 1) if self._is_no_amount(at) else (parse_number(piece.text), at + 1)
        if piece.kind == "word":
            return self._spelled_number(at)
        return None, at + 1

    def _is_no_amount(self, at: int) -> bool:
        """Percentages, clock times, parts of codes and versions, and numbers with a unit grown on."""
        return self._grows_on(at) or self._is_followed_on(at)

    def _grows_on(self, at: int) -> bool:
        """Whether something stands right before it: a word of a script with blanks, a point, a colon or a slash."""
        previous = self._piece(at - 1)
        if previous is None or previous.end != self.pieces[at].start:
            return False
        is_word = previous.kind == "word" and previous.text.isascii()
        return previous.text in ":/." or (is_word and self.folded[at - 1] not in self.words.currencies)

    def _is_followed_on(self, at: int) -> bool:
        """Whether a percent sign, minutes, the rest of a date or a unit follows."""
        following = self._piece(at + 1)
        if following is None or following.start != self.pieces[at].end:
            return following is not None and following.text == "%"
        if following.text == "/":
            return self._folded(at + 2)[:1].isdecimal()
        is_unit = following.kind == "word" and not self._is_money_word(self.folded[at + 1])
        return following.text in "%:" or is_unit

    def _is_money_word(self, word: str) -> bool:
        words = self.words
        return any(
            word in table for table in (words.multipliers, words.short_multipliers, words.multiplied, words.currencies)
        )

    def _spelled_number(self, at: int) -> tuple[float | None, int]:
        """`twenty-two` (thousand), `diecimila`: number words count only together with a multiplier."""
        word = self.folded[at]
        whole = self.words.compound(word)
        if whole is not None:
            return whole, at + 1
        total, after = 0.0, at
        while after < len(self.pieces):
            word = self.folded[after]
            if word in self.words.numbers:
                total += self.words.numbers[word]
            elif word in self.words.hundreds:
                total = max(total, 1.0) * 100
            elif not (word == "-" and total):
                break
            after += 1
        if not total or after >= len(self.pieces) or self.folded[after] not in self.words.multipliers:
            return None, at + 1
        return total, after

    def _multiplier(self, at: int, after: int) -> tuple[float | None, int, str | None]:
        piece = self._piece(after)
        if piece is None:
            return None, after, None
        word = self.folded[after]
        if word in self.words.multiplied:
            factor, currency = self.words.multiplied[word]
            return factor, after + 1, currency
        if word in self.words.multipliers:
            return self.words.multipliers[word], self._behind_point(after), None
        touches = piece.start == self.pieces[after - 1].end
        has_currency = self._currency_before(at)[0] is not None or self._currency(after + 1)[0] is not None
        if word in self.words.short_multipliers and (has_currency or (touches and piece.text == "M")):
            return self.words.short_multipliers[word], after + 1, None
        return None, after, None

    def _behind_point(self, at: int) -> int:
        """Behind an abbreviation's point (`Tsd. Euro`), where a currency follows it."""
        following = self._piece(at + 1)
        if following is not None and following.text == "." and self._currency(at + 2)[0] is not None:
            return at + 2
        return at + 1

    def _currency_before(self, at: int) -> tuple[str | None, int]:
        start = self.pieces[at].start
        for before in (at - 1, at - 2):
            if before < 0 or start - self.pieces[before].end > at - before:
                break
            currency = self._code(before)
            if currency is not None:
                return currency, self.pieces[before].start
            if self.pieces[before].text != ".":
                break
        return None, start

    def _currency(self, at: int) -> tuple[str | None, int]:
        currency = self._code(at)
        if currency is not None:
            return currency, at + 1
        if self._piece(at) is not None and self.folded[at] == "us":
            currency = self._code(at + 1)
            return ("USD", at + 2) if currency is not None else (None, at)
        return None, at

    def _code(self, at: int) -> str | None:
        if not 0 <= at < len(self.pieces):
            return None
        choices = self.words.currencies.get(self.folded[at])
        if not choices:
            return None
        return self.local if self.local in choices else choices[0]

    def _folded(self, at: int) -> str:
        return self.folded[at] if 0 <= at < len(self.folded) else ""

    def _piece(self, at: int) -> Piece | None:
        return self.pieces[at] if 0 <= at < len(self.pieces) else None

    def _span(self, first: _Amount, last: _Amount) -> MoneySpan | None:
        following = self.folded[last.after] if last.after < len(self.pieces) else ""
        currency = last.currency or first.currency
        if currency is None and following in self.words.counted:
            return None
        multiplier = last.multiplier or first.multiplier
        is_bare = currency is None and multiplier is None and self.pieces[last.after - 1].kind == "number"
        return MoneySpan(first.value, last.value, currency, first.start, last.end, is_bare)
