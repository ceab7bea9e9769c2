"""Negation: whether the words before a cue turn it around."""

from leadmatch.qualification.lexicon import small_words
from leadmatch.qualification.marking import Sentence

_REACH = 3


def is_negated(sentence: Sentence, start: int) -> bool:
    """Whether one of the three words before a place negates it; two negations cancel each other."""
    negators, joints = small_words("negators"), small_words("joints")
    count = 0
    for word in reversed(sentence.words_before(start, _REACH)):
        if word in joints:
            break
        count += word in negators
    return count % 2 == 1
