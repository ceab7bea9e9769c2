"""Authority in a note: who speaks, who decides."""

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from leadmatch.qualification.claims import Claim, Firmness
from leadmatch.qualification.criteria import AUTHORITY, STRONG_FROM
from leadmatch.qualification.lexicon import TITLE_LEVELS, codes_of, meanings, small_words
from leadmatch.qualification.negation import is_negated
from leadmatch.qualification.sentence import DATE, MONEY, NUMBER, ROLE, RoleSpan, Sentence
from leadmatch.values.text.phrases import Hit

_OPENING_WORDS = 1
_COMMA = 2
_CLAUSE = 8
_MARKS = {MONEY, NUMBER, DATE, ROLE}
_DECIDES = "authority.decides"
_OTHERS = ("speaker.boss", "authority.names_decider")


def authority_claims(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """The claims of a note about authority: what is said of deciding, then what the speaker's title hints at."""
    others = _first_other(sentences)
    for sentence in sentences:
        for hit in sentence.among(codes_of(AUTHORITY)):
            if meanings()[hit.term_id].level >= STRONG_FROM and is_negated(sentence, hit.start):
                continue
            if hit.term_id == "authority.trainee" and others < sys.maxsize:
                continue  # an intern whom a named boss sent
            code = _who_decides(sentence, hit, others) if hit.term_id == _DECIDES else hit.term_id
            meaning = meanings()[code]
            yield Claim(AUTHORITY, meaning.level, code, hit.start, hit.end, meaning.firmness)
    who = speaker(sentences)
    level = None if who is None else TITLE_LEVELS[who.role]
    if who is not None and level is not None and level > 1:
        yield Claim(AUTHORITY, level, "authority.title", who.start, who.end, Firmness.INFERRED)


def _who_decides(sentence: Sentence, hit: Hit, others: int) -> str:
    """What words on deciding mean: nobody does, somebody who was named before does, or who speaks does."""
    if _is_nobody(sentence, hit.start):
        return "authority.none"
    if hit.start < others:
        return _DECIDES
    said = set(sentence.words_between(hit.start, hit.end))
    is_another = not said.isdisjoint(small_words("third_person")) and said.isdisjoint(small_words("first_person"))
    return "authority.names_decider" if is_another else _DECIDES


def _first_other(sentences: Sequence[Sentence]) -> int:
    """Where another person is first named who may decide: `my boss wants quotes`; infinitely far if nobody is."""
    return next((hit.end for sentence in sentences for hit in sentence.with_code(*_OTHERS)), sys.maxsize)


def _is_nobody(sentence: Sentence, start: int) -> bool:
    """Whether the clause before a place begins with nobody: `nobody at the club can decide alone`."""
    return not small_words("nobody").isdisjoint(sentence.words_before(start, _CLAUSE))


def speaker(sentences: Sequence[Sentence]) -> RoleSpan | None:
    """The job title of the person the note is about: the first that opens a sentence or is introduced."""
    for sentence in sentences:
        for role in sentence.roles:
            if sentence.around(role.start, role.end, "authority.names_decider", "speaker.other"):
                continue
            is_opening = len(sentence.words_before(role.start, 3)) <= _OPENING_WORDS
            if is_opening or _names_a_person(sentence, role) or sentence.around(role.start, role.end, "speaker.is"):
                return role
    return None


def _names_a_person(sentence: Sentence, role: RoleSpan) -> bool:
    """Whether a title stands behind a name and a comma: `Dana, CEO`."""
    before = bisect_right(sentence.ends, role.start) - 1
    if before < 0 or role.start - sentence.ends[before] != _COMMA:
        return False
    return sentence.words[before] not in _MARKS and sentence.text[sentence.starts[before]].isupper()


def decider(sentences: Sequence[Sentence]) -> tuple[int, int] | None:
    """Where the person who decides is named: in a sentence about deciding, else the speaker with a say."""
    for sentence in sentences:
        for hit in sentence.with_code("authority.names_decider"):
            named = next((role for role in sentence.roles if hit.start <= role.start and role.end <= hit.end), None)
            return (named.start, named.end) if named else (hit.start, hit.end)
    who = speaker(sentences)
    return (who.start, who.end) if who is not None and TITLE_LEVELS[who.role] >= STRONG_FROM else None
