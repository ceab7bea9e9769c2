"""The words of a text around a date: what stands before and behind a place."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from leadmatch.values.calendar.spans import Cue
from leadmatch.values.calendar.words import CalendarWords

_PIECE = re.compile(r"\d+|[^\W\d_]+")
_FIRST_YEAR, _LAST_YEAR = 2015, 2050
_LOOK_BACK = 3

Placed = tuple[str, str, int, int]
"""A token of the text: as it was written, folded, where it starts and where it ends."""


def may_tell_a_date(tokens: Sequence[Placed], words: CalendarWords) -> bool:
    """A quick look: whether any word of a date or any digit stands in a text."""
    folded = {token[1] for token in tokens}
    return not words.kinds.keys().isdisjoint(folded) or any(not word.isalpha() for word in folded)


class DatePieces:
    """The words and numbers of one text, with the questions that a date asks about its surroundings.

    Attributes:
        text: The text.
        spans: Start and end of each word or number.
        words_folded: Each of them, folded.
    """

    def __init__(self, text: str, words: CalendarWords, tokens: Iterable[Placed] | None = None) -> None:
        """Cut a text into words and numbers, or take them from tokens that stand in it."""
        self.text = text
        self.words = words
        self.spans: list[tuple[int, int]] = []
        self.words_folded: list[str] = []
        if tokens is None:
            self._cut(0, len(text))
        else:
            self._take(tokens)

    def _cut(self, start: int, end: int) -> None:
        for found in _PIECE.finditer(self.text, start, end):
            self.spans.append(found.span())
            self.words_folded.append(_folded(found[0]))

    def _take(self, tokens: Iterable[Placed]) -> None:
        """Take tokens as they are; only those of letters and digits together (`18k`) are cut."""
        for _, folded, start, end in tokens:
            if folded.isalpha() or folded.isdecimal():
                self.spans.append((start, end))
                self.words_folded.append(folded)
            else:
                self._cut(start, end)

    def numbers(self) -> list[int]:
        """Where a date in figures may begin: at a number, or at the word before it (`Q3`, `week 26`)."""
        is_number = [word.isdecimal() for word in self.words_folded]
        if True not in is_number:
            return []
        behind = [*is_number[1:], False]
        return [start for (start, _), here, there in zip(self.spans, is_number, behind, strict=True) if here or there]

    def word(self, at: int) -> str:
        """The folded word at a place, empty outside the text."""
        return self.words_folded[at] if 0 <= at < len(self.words_folded) else ""

    def gap(self, at: int) -> str:
        """What stands between piece `at` and the next one."""
        return self.text[self.spans[at][1] : self.spans[at + 1][0]] if at + 1 < len(self.spans) else "\n\n"

    def stands_alone(self, at: int) -> bool:
        """Whether a number is neither an amount of money nor a part of one."""
        before, behind = self.gap(at - 1) if at else self.text[: self.spans[0][0]], self.gap(at)[:1]
        return not any(sign in before or sign == behind for sign in "$€£,%") and behind not in {"k", "/"}

    def is_introduced(self, at: int) -> bool:
        """Whether a preposition or its like stands just before a place."""
        sets = self.words.sets
        before = self.word(at - 1)
        is_close = at > 0 and self.gap(at - 1) in {" ", "-", "'", "’"}
        return is_close and any(
            before in sets[name]
            for name in ("deadline", "start", "next", "this", "end", "middle", "beginning", "after", "last")
        )

    def day_before(self, at: int) -> tuple[int | None, int]:
        """`15 May`, `15. Mai`, `1er juillet`, `31st of July`, `30 de julio`, `the 5th May`."""
        place = at - 1
        while place >= 0 and at - place <= _LOOK_BACK and not self.word(place).isdecimal():
            if self.word(place) not in self.words.sets["of"] | self.words.sets["ordinal_endings"]:
                return None, at
            place -= 1
        return (self.day_at(place), place) if at - place <= _LOOK_BACK and self.day_at(place) else (None, at)

    def day_after(self, at: int) -> tuple[int | None, int]:
        """`July 31`, `July 31st`."""
        if not 0 < len(self.gap(at).strip(" .")) + len(self.gap(at)) <= 2:  # noqa: PLR2004 (a point and a blank)
            return None, at
        day = self.day_at(at + 1)
        is_part = self.gap(at + 1) in {",", "."} and self.word(at + 2).isdecimal()
        if day is None or is_part or self.gap(at + 1)[:1] in {":", "%"}:
            return None, at
        has_ending = self.word(at + 2) in self.words.sets["ordinal_endings"] and not self.gap(at + 1)
        return day, at + 1 + has_ending

    def day_at(self, at: int) -> int | None:
        """The day of the month that stands at a place, or None."""
        word = self.word(at)
        return int(word) if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31 else None  # noqa: PLR2004 (days)

    def year_after(self, at: int) -> tuple[int | None, int]:
        """The year behind a place, and where it stands."""
        for place in (at + 1, at + 2):
            word = self.word(place)
            if word.isdecimal() and len(word) == 4 and _FIRST_YEAR <= int(word) <= _LAST_YEAR:  # noqa: PLR2004 (digits)
                return int(word), place
            if word not in self.words.sets["of"]:
                break
        return None, at

    def ordinal_before(self, at: int) -> int | None:
        """`first` to `fourth` before a place, in words or as `2.`."""
        word = self.word(at - 1)
        if word in self.words.ordinals:
            return self.words.ordinals[word]
        return int(word) if word in {"1", "2", "3", "4"} and self.gap(at - 1) in {". ", ".", "º ", "° "} else None

    def count_before(self, at: int) -> tuple[float | None, int]:
        """The count before a unit (`six`, `30`, `couple of`), and where it stands."""
        word = self.word(at - 1)
        if word.isdecimal() and len(word) <= 3:  # noqa: PLR2004 (no count of units has more digits)
            return float(word), at - 1
        if word in self.words.numbers:
            return float(self.words.numbers[word]), at - 1
        if word == "of" and self.word(at - 2) == "couple":
            return 2.0, at - 2
        return None, at

    def edge_before(self, at: int) -> str | None:
        """Whether `end`, `middle` or `beginning` stands before piece `at`, over words such as `of the`."""
        for place in range(at - 1, max(at - 1 - _LOOK_BACK, -1), -1):
            word = self.word(place)
            for name in ("end", "middle", "beginning"):
                if word in self.words.sets[name]:
                    return name
            if word not in self.words.sets["of"]:
                break
        return None

    def cue_before(self, first: int, taken: int) -> tuple[Cue, int]:
        """What the words before piece `first` make of a date, and where the first of them stands."""
        sets = self.words.sets
        for place in range(first - 1, max(first - 1 - _LOOK_BACK, taken - 1), -1):
            if len(self.gap(place).strip("'’")) > 1:
                break
            word = self.words_folded[place]
            for name, cue in (("deadline", Cue.BY), ("last", Cue.PAST), ("after", Cue.AFTER)):
                if word in sets[name]:
                    return cue, place
            if word not in sets["start"] and word not in sets["of"] and word not in self.words.weekdays:
                break
        return Cue.NONE, first


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold().replace("ł", "l"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
