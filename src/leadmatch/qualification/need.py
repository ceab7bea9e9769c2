"""Need in a note: pain, projects and mandates against curiosity and contentment."""

from collections.abc import Iterator, Sequence

from leadmatch.qualification.claims import Claim, Firmness
from leadmatch.qualification.criteria import NEED
from leadmatch.qualification.lexicon import codes_of, meanings
from leadmatch.qualification.negation import is_negated
from leadmatch.qualification.sentence import Sentence

_AGAINST = {"need.content", "need.elsewhere", "need.homework"}
_MONEY = {"budget.approved", "budget.allocated", "budget.amount", "budget.range"}
_TIME = {"timing.dated", "timing.soon", "timing.underway"}
_SPOKEN_OF = {
    "authority.decides",
    "authority.taken_part",
    "authority.names_decider",
    "authority.gathers",
    "authority.none",
    "budget.approved",
    "budget.refused",
}
"""Cues whose words speak of something else, though some of them could tell of a need."""

_SUFFERED = {"need.broken", "need.mandate", "need.loss", "need.pain"}
_WISHED = 2
_FORCED = {"need.broken", "need.mandate", "need.loss", "need.wish"}


def need_claims(sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """The claims of a note about need; contentment yields to a failure, a mandate or a wish beside it."""
    found = tuple(_claims(sentences))
    told = {claim.code for claim in found}
    if "need.wish" in told and told.isdisjoint(_SUFFERED):
        found = tuple(_wished(claim) for claim in found)
    if any(claim.code in _FORCED for claim in found):
        return tuple(
            claim._replace(firmness=Firmness.TOLD) if claim.code == "need.content" else claim for claim in found
        )
    return found


def _wished(claim: Claim) -> Claim:
    """A project beside words such as `it would be nice` is no more than a wish."""
    return claim._replace(level=_WISHED) if claim.code == "need.project" else claim


def implied_need(claims: Sequence[Claim]) -> Claim | None:
    """The need that a budget together with a date tells of, where no words speak of it."""
    if any(claim.criterion is NEED for claim in claims):
        return None
    money = next((claim for claim in claims if claim.code in _MONEY), None)
    when = next((claim for claim in claims if claim.code in _TIME), None)
    if money is None or when is None:
        return None
    return Claim(NEED, 3, "need.implied", when.start, when.end, Firmness.HINT)


def _claims(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    codes, meaning_of = codes_of(NEED), meanings()
    for sentence in sentences:
        hits = sentence.among(codes)
        others = sentence.among(_SPOKEN_OF) if hits else ()
        for hit in hits:
            if any(other.start <= hit.start and hit.end <= other.end for other in others):
                continue
            if hit.term_id not in _AGAINST and is_negated(sentence, hit.start):
                continue
            meaning = meaning_of[hit.term_id]
            is_thought = hit.term_id == "need.project" and sentence.has("hypothesis.words")
            level = _WISHED if is_thought else meaning.level
            yield Claim(NEED, level, hit.term_id, hit.start, hit.end, meaning.firmness)
