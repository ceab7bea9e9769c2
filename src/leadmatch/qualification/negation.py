"""Negation: whether the words before a cue turn it around."""

from leadmatch.qualification.lexicon import small_words
from leadmatch.qualification.sentence import Sentence

_REACH = 3
_DENIAL_REACH = 9


def is_negated(sentence: Sentence, start: int) -> bool:
    """Whether one of the three words before a place negates it; two negations cancel each other."""
    if is_denied(sentence, start):
        return True
    negators, joints, before = small_words("negators"), small_words("joints"), sentence.words_before(start, _REACH)
    if negators.isdisjoint(before):
        return False
    count = 0
    for word in reversed(before):
        if word in joints:
            break
        count += word in negators
    return count % 2 == 1


def is_denied(sentence: Sentence, start: int) -> bool:
    """Whether a place stands behind `it is not that` and the like, which turn around a whole clause."""
    if "denial.words" not in sentence.codes:
        return False
    denial = next((hit for hit in sentence.with_code("denial.words") if hit.end <= start), None)
    if denial is None:
        return False
    between = sentence.words_between(denial.end, start)
    return len(between) <= _DENIAL_REACH and small_words("joints").isdisjoint(between)
