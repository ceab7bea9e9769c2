"""Branches: many patterns that are found by one word, compared together as far as they begin alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leadmatch.values.text.patterns import Pattern, Step

Place = tuple[str, int, int]
"""Term id of a phrase, and the numbers of its first and its last word."""


@dataclass(frozen=True, slots=True)
class Branch:
    """What may follow where the beginning of some patterns was found.

    Attributes:
        ends: ids of the terms whose patterns are complete here.
        before: what follows a word that stands right before the part found so far, by that word.
        behind: what follows a word that stands right behind it, by that word.
        loose: what follows steps that cannot be looked up by a word: stems, numbers and gaps.
    """

    ends: tuple[str, ...]
    before: Mapping[str, tuple["Branch", ...]]
    behind: Mapping[str, tuple["Branch", ...]]
    loose: tuple[tuple[Step, "Branch"], ...]

    def follow(self, words: Sequence[str], first: int, last: int, found: set[Place]) -> None:
        """Add the phrases that stand around what was found so far.

        Args:
            words: folded words of a text.
            first: number of the first word that was found.
            last: number of the last one.
            found: takes the places of whole phrases.
        """
        for term_id in self.ends:
            found.add((term_id, first, last))
        if self.before and first:
            for branch in self.before.get(words[first - 1], ()):
                branch.follow(words, first - 1, last, found)
        if self.behind and last + 1 < len(words):
            for branch in self.behind.get(words[last + 1], ()):
                branch.follow(words, first, last + 1, found)
        for step, branch in self.loose:
            at = step.reach(words, first if step.way < 0 else last)
            if at >= 0:
                branch.follow(words, min(first, at), max(last, at), found)


def branch_of(filed: Iterable[tuple[str, tuple[Step, ...]]]) -> Branch:
    """Return the branch that holds some patterns.

    Args:
        filed: term ids, each with the steps that are still to be taken.
    """
    ends: dict[str, None] = {}
    nexts: dict[Step, list[tuple[str, tuple[Step, ...]]]] = {}
    for term_id, steps in filed:
        if steps:
            nexts.setdefault(steps[0], []).append((term_id, steps[1:]))
        else:
            ends[term_id] = None
    branches = [(step, branch_of(rest)) for step, rest in nexts.items()]
    before, behind = (_by_word(branches, way) for way in (-1, 1))
    return Branch(tuple(ends), before, behind, tuple(item for item in branches if not item[0].is_exact))


def _by_word(branches: Iterable[tuple[Step, Branch]], way: int) -> Mapping[str, tuple[Branch, ...]]:
    found: dict[str, tuple[Branch, ...]] = {}
    for step, branch in branches:
        if step.is_exact and step.way == way:
            for word in step.element.words:
                found[word] = (*found.get(word, ()), branch)
    return found


def shelf(filed: Iterable[tuple[str, Pattern]]) -> Branch | None:
    """Return the branch of patterns that one word is the anchor of, or None where there are none.

    Args:
        filed: term ids with their patterns.
    """
    steps = [(term_id, pattern.steps) for term_id, pattern in filed]
    return branch_of(steps) if steps else None
