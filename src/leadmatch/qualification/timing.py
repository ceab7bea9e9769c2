"""Timing in a note: which dates are the buyer's, and what they mean on the day they are looked at."""

from collections.abc import Iterator, Sequence
from datetime import date

from leadmatch.qualification.claims import Claim, Firmness
from leadmatch.qualification.criteria import TIMING
from leadmatch.qualification.lexicon import codes_of, meanings, small_words
from leadmatch.qualification.negation import is_negated
from leadmatch.qualification.sentence import Sentence
from leadmatch.values.calendar.periods import months_between
from leadmatch.values.calendar.spans import Cue, DateSpan, Grain
from leadmatch.values.calendar.words import calendar_words

NEAR, HALF_YEAR, YEAR = 3.0, 6.5, 12.5
"""Months: under 3 is level 4, within about 6 level 3, within about 12 level 2."""


_JUST_BEFORE = 4
_AFTERWARDS = 1.5
"""Months: how long after a period `after it` is taken to be."""


def timing_claims(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """The claims of a note about timing; dated ones have no level until a day is given."""
    for sentence in sentences:
        for when in sentence.dates:
            if is_buyers(when, sentence):
                yield Claim(TIMING, None, "timing.dated", when.start, when.end, Firmness.TOLD, when)
            elif sentence.around(when.start, when.end, "timing.revisit") and when.cue is not Cue.PAST:
                yield Claim(TIMING, None, "timing.revisit", when.start, when.end, Firmness.INFERRED, when)
        for hit in sentence.among(codes_of(TIMING)):
            if hit.term_id in {"timing.soon", "timing.underway"} and is_negated(sentence, hit.start):
                continue
            meaning = meanings()[hit.term_id]
            yield Claim(TIMING, meaning.level, hit.term_id, hit.start, hit.end, meaning.firmness)


def is_buyers(when: DateSpan, sentence: Sentence) -> bool:
    """Whether a date is the buyer's: not past, not this week's next call, not somebody's founding year."""
    if when.cue is Cue.PAST or sentence.has("hypothesis.words"):
        return False
    if sentence.around(when.start, when.end, "timing.revisit"):
        return False
    return _binds(when, sentence) or _is_wanted(when, sentence)


def _binds(when: DateSpan, sentence: Sentence) -> bool:
    """Whether a contract or a law names the date."""
    if sentence.around(when.start, when.end, "date.renewal"):
        return True
    return when.grain is Grain.DAY and sentence.has("urgent.mandate", "need.mandate")


def _is_wanted(when: DateSpan, sentence: Sentence) -> bool:
    if sentence.around(when.start, when.end, "date.other"):
        return False
    if when.grain is Grain.WEEK and when.cue not in {Cue.BY, Cue.WITHIN}:
        return sentence.around(when.start, when.end, "date.wanted") is not None
    # a year without money says nothing of when they would buy
    return not sentence.has("budget.refused") or any(
        sentence.around(hit.start, hit.end, "budget.refused") is None
        for hit in sentence.with_code("need.project", "need.mandate", "need.pain")
    )


def deadline(sentences: Sequence[Sentence]) -> DateSpan | None:
    """The date by which the buyer wants it: an exact day before a period, a `by` before others, the first of equals.

    A `next year` is no deadline, and neither is `today`, nor a date that is ruled out.
    """
    own = [
        when
        for sentence in sentences
        for when in sentence.dates
        if when.grain is not Grain.SEASON and is_buyers(when, sentence) and not _is_open(when, sentence)
    ]
    return min(own, key=_exactness, default=None)


def _is_open(when: DateSpan, sentence: Sentence) -> bool:
    """Whether a date sets no day: told loosely, or ruled out (`not within two years`, `nothing before 2027`)."""
    if when.is_loose and when.cue is not Cue.BY:
        return True
    before = sentence.words_before(when.start, 1 if when.cue is Cue.BY else _JUST_BEFORE)
    if small_words("negators").isdisjoint(before):
        return False
    within, of = calendar_words().sets["within"], calendar_words().sets["of"]
    last = next((word for word in reversed(before) if word not in within and word not in of), "")
    return last in small_words("negators")


def _exactness(when: DateSpan) -> tuple[bool, bool, bool, int]:
    return when.grain is Grain.WEEK, when.grain is not Grain.DAY, when.cue is not Cue.BY, when.start


def level_of(claim: Claim, today: date) -> int | None:
    """The level of a claim on a day; None where its date has passed."""
    when = claim.when
    if when is None:
        return claim.level
    if when.period.last_day < today:
        return None
    level = _dated_level(when, today)
    return min(level, 2) if claim.code == "timing.revisit" else level


def _dated_level(when: DateSpan, today: date) -> int:
    begins = months_between(today, when.period.first_day)
    ends = months_between(today, when.period.last_day)
    if begins > YEAR:
        return 0
    if when.grain is Grain.YEAR and when.cue is not Cue.BY:
        return 1
    if when.cue is Cue.AFTER:
        return _by_months(max(ends, 0.0) + _AFTERWARDS)
    return _by_months(ends)


def _by_months(months: float) -> int:
    if months > HALF_YEAR:
        return 2
    return 3 if months > NEAR else 4
