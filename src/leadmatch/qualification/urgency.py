"""Urgency in a note: a total failure, a mandate with a date, or as soon as possible."""

from collections.abc import Sequence

from leadmatch.qualification.claims import Claim
from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.negation import is_negated
from leadmatch.qualification.sentence import Sentence
from leadmatch.qualification.timing import is_buyers


def urgency_claim(sentences: Sequence[Sentence]) -> Claim | None:
    """Where a note tells urgency, or None. A mandate counts only with a date of the buyer."""
    for sentence in sentences:
        for hit in sentence.with_code("urgent.failure", "urgent.mandate", "urgent.asap"):
            if is_negated(sentence, hit.start) or (hit.term_id == "urgent.mandate" and not _has_date(sentences)):
                continue
            if hit.term_id == "urgent.failure" and sentence.has("recurring.words"):
                continue  # what fails again and again is a pain; a total failure happens once
            return Claim(Criterion.TIMING, None, hit.term_id, hit.start, hit.end)
    return None


def _has_date(sentences: Sequence[Sentence]) -> bool:
    return any(is_buyers(when, sentence) for sentence in sentences for when in sentence.dates)
