"""The words of a text around a date: what stands before and behind a place."""

import re
from collections.abc import Iterable

from leadmatch.values.calendar.numeric_dates import SIGNS
from leadmatch.values.calendar.spans import NO_CUE, Cue
from leadmatch.values.calendar.words import CalendarWords
from leadmatch.values.text.fold import fold
from leadmatch.values.text.token_table import TokenTable

_PIECE = re.compile(r"\d+|[^\W\d_]+")
_FIRST_YEAR, _LAST_YEAR = 2015, 2050
_LOOK_BACK = 3
_DIGITS = "0123456789"
_YEAR_DIGITS = 4
_SIGNS = frozenset(SIGNS)


class DatePieces:
    """The words and numbers of one text, with the questions that a date asks about its surroundings.

    Attributes:
        text: The text.
        words: Its vocabulary.
        folded: Each word or number, folded; letters and digits grown together (`18k`) are two.
        starts: Where each begins.
        ends: Where each ends.
        numbers: Which of them are numbers.
    """

    def __init__(self, table: TokenTable, words: CalendarWords) -> None:
        """Take the tokens of a text, cut where digits and letters meet."""
        self.text = table.text
        self.words = words
        self.folded, self.starts, self.ends = table.words, table.starts, table.ends
        grown = [at for at in table.figures if self._is_grown(table.words[at])]
        if grown:
            self._cut(table, grown)
        numbers = range(len(self.folded)) if grown else table.figures
        self.numbers = [at for at in numbers if self.folded[at].isdecimal()]

    def _is_grown(self, word: str) -> bool:
        """Whether a date may lie in letters and digits that are grown together: `Q3`, `31st`, not `18k`."""
        behind = word.lstrip(_DIGITS)
        return bool(behind) and (behind == word or behind in self.words.grown)

    def _cut(self, table: TokenTable, grown: Iterable[int]) -> None:
        folded, starts, ends, done = list[str](), list[int](), list[int](), 0
        for at in grown:
            folded += table.words[done:at]
            starts += table.starts[done:at]
            ends += table.ends[done:at]
            for found in _PIECE.finditer(table.text, table.starts[at], table.ends[at]):
                folded.append(fold(found[0]))
                starts.append(found.start())
                ends.append(found.end())
            done = at + 1
        self.folded = [*folded, *table.words[done:]]
        self.starts = [*starts, *table.starts[done:]]
        self.ends = [*ends, *table.ends[done:]]

    def anchors(self) -> list[int]:
        """Where a date may hang: at months, units and their like, at numbers, and at words that begin one (`Q` 3)."""
        kinds, heads = self.words.kinds, self.words.heads
        found = [at for at, word in enumerate(self.folded) if word in kinds]
        for at in self.numbers:
            before, end = self.word(at - 1), self.ends[at]
            if before in heads:
                found.append(at - 1)
            if before == "the" or end - self.starts[at] == _YEAR_DIGITS or self.text[end : end + 1] in _SIGNS:
                found.append(at)
        return sorted(found) if self.numbers else found

    def word(self, at: int) -> str:
        """The folded word at a place, empty outside the text."""
        return self.folded[at] if 0 <= at < len(self.folded) else ""

    def gap(self, at: int) -> str:
        """What stands between piece `at` and the next one."""
        return self.text[self.ends[at] : self.starts[at + 1]] if at + 1 < len(self.starts) else "\n\n"

    def stands_alone(self, at: int) -> bool:
        """Whether a number is neither an amount of money nor a part of one."""
        before, behind = self.gap(at - 1) if at else self.text[: self.starts[0]], self.gap(at)[:1]
        return not any(sign in before or sign == behind for sign in "$€£,%") and behind not in {"k", "/"}

    def is_introduced(self, at: int) -> bool:
        """Whether a preposition or its like stands just before a place."""
        return self.word(at - 1) in self.words.introducers and self.gap(at - 1) in {" ", "-", "'", "’"}

    def tells_next_week(self, at: int) -> bool:
        """Whether `next week` stands at a place."""
        return self.words.told.get(self.word(at)) == 1 and self.words.units.get(self.word(at + 1)) == "w"

    def day_before(self, at: int) -> tuple[int | None, int]:
        """`15 May`, `15. Mai`, `1er juillet`, `31st of July`, `30 de julio`, `the 5th May`."""
        place = at - 1
        while place >= 0 and at - place <= _LOOK_BACK and not self.folded[place].isdecimal():
            if self.folded[place] not in self.words.day_joints:
                return None, at
            place -= 1
        day = self.day_at(place) if at - place <= _LOOK_BACK else None
        return (None, at) if day is None else (day, place)

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

    def edge_before(self, at: int) -> tuple[str, int] | None:
        """Whether `end`, `middle` or `beginning` stands before piece `at`, over words such as `of the`, and where."""
        for place in range(at - 1, max(at - 1 - _LOOK_BACK, -1), -1):
            word = self.folded[place]
            if word in self.words.edges:
                return self.words.edges[word], place
            if word not in self.words.sets["of"]:
                break
        return None

    def cue_before(self, first: int, taken: int) -> tuple[Cue, int]:
        """What the words before piece `first` make of a date, and where the first of them stands."""
        for place in range(first - 1, max(first - 1 - _LOOK_BACK, taken - 1), -1):
            gap = self.gap(place)
            if len(gap) > 1 and len(gap.strip("'’")) > 1:
                break
            cue = self.words.cues.get(self.folded[place])
            if cue is not None:
                return cue, place
            if self.folded[place] not in self.words.fillers:
                break
        return NO_CUE, first
