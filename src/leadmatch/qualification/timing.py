"""Timing in a note: which dates are the buyer's, and what they mean on the day they are looked at."""

from collections.abc import Iterator, Sequence
from datetime import date

from leadmatch.qualification.claims import Claim, Firmness
from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.lexicon import meanings
from leadmatch.qualification.marking import Sentence
from leadmatch.qualification.negation import is_negated
from leadmatch.values.calendar.periods import months_between
from leadmatch.values.calendar.spans import Cue, DateSpan, Grain

NEAR, HALF_YEAR, YEAR = 3.0, 6.3, 12.5
"""Months: under 3 is level 4, within about 6 level 3, within about 12 level 2."""

_EXACT = {Grain.DAY, Grain.WEEK}


def timing_claims(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """The claims of a note about timing; dated ones have no level until a day is given."""
    for sentence in sentences:
        for when in sentence.dates:
            if is_buyers(when, sentence):
                yield Claim(Criterion.TIMING, None, "timing.dated", when.start, when.end, Firmness.TOLD, when)
            elif sentence.around(when.start, when.end, "timing.revisit") and when.cue is not Cue.PAST:
                yield Claim(Criterion.TIMING, None, "timing.revisit", when.start, when.end, Firmness.INFERRED, when)
        for hit in sentence.hits:
            if hit.term_id.startswith("timing.") and hit.term_id in meanings():
                if hit.term_id in {"timing.soon", "timing.underway"} and is_negated(sentence, hit.start):
                    continue
                meaning = meanings()[hit.term_id]
                yield Claim(Criterion.TIMING, meaning.level, hit.term_id, hit.start, hit.end, meaning.firmness)


def is_buyers(when: DateSpan, sentence: Sentence) -> bool:
    """Whether a date is the buyer's: not past, not somebody's founding year or next call."""
    if when.cue is Cue.PAST or sentence.around(when.start, when.end, "timing.revisit"):
        return False
    if sentence.around(when.start, when.end, "date.renewal"):
        return True
    return sentence.around(when.start, when.end, "date.other") is None


def deadline(sentences: Sequence[Sentence]) -> DateSpan | None:
    """The date by which the buyer wants it: an exact day before a period, a `by` before others, the first of equals."""
    own = [when for sentence in sentences for when in sentence.dates if is_buyers(when, sentence) and when.form]
    return min(own, key=_exactness, default=None)


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
    if when.grain is Grain.YEAR and when.cue is not Cue.BY and begins > -1:
        return 1 if begins <= YEAR else 0
    ends = months_between(today, when.period.last_day)
    if when.grain is Grain.YEAR:
        return 1 if when.cue is not Cue.BY else _by_months(ends)
    return _by_months(ends if when.cue is not Cue.AFTER else max(begins, 0.0) + 1)


def _by_months(months: float) -> int:
    if months > YEAR:
        return 0
    if months > HALF_YEAR:
        return 2
    return 3 if months > NEAR else 4
