"""Answers to the question template: options by their level, free text read in the light of the question."""

from dataclasses import replace

from leadmatch.qualification.claims import Claim, Firmness, Money, Reading, firmest
from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.lexicon import small_words
from leadmatch.qualification.marking import NoteText
from leadmatch.qualification.questions import Question, question
from leadmatch.qualification.reader import NoteReader
from leadmatch.values.money.amounts import find_amounts
from leadmatch.values.text.tokens import tokenize

_LEADING = {"budget.range", "authority.signs", "need.today", "timing.by"}
_LEAST_BARE = 50
_SHORT = 2
_ANSWERED = {
    Criterion.BUDGET: "budget.answered",
    Criterion.AUTHORITY: "authority.answered",
    Criterion.NEED: "need.answered",
    Criterion.TIMING: "timing.answered",
}
_NO_SAY = {"authority.none", "authority.trainee"}


def read_answer(asked: Question | None, note: NoteText, reader: NoteReader) -> Reading:
    """Read one answer.

    Args:
        asked: The question; the answer to one that is not known is read like a note.
        note: The answer with its day.
        reader: For free text.
    """
    if asked is None:
        return reader.read(note)
    is_own = question(asked.code) is None
    code = _ANSWERED[asked.criterion] if is_own else asked.code
    firmness = Firmness.EXPLICIT if is_own or code in _LEADING else Firmness.TOLD
    chosen = asked.option(note.text)
    whole = Claim(asked.criterion, None, code, 0, len(note.text), firmness)
    if chosen is not None:
        urgent = whole if code == "urgency.trigger" and chosen.code in {"failure", "mandate"} else None
        return Reading(claims=(whole._replace(level=chosen.level),), urgent=urgent)
    return _free(asked, note, reader.read(note), whole)


def _free(asked: Question, note: NoteText, reading: Reading, whole: Claim) -> Reading:
    spoken = [claim for claim in reading.claims if claim.criterion is asked.criterion]
    best = firmest(claim for claim in spoken if claim.when is None)
    chosen = [claim for claim in spoken if claim is best or claim.when is not None]
    own = tuple(claim._replace(firmness=whole.firmness) for claim in chosen)
    words = [token.folded for token in tokenize(note.text)]
    match asked.criterion:
        case Criterion.BUDGET:
            return _budget(note, reading, own, whole)
        case Criterion.AUTHORITY:
            level = _authority_level(asked.code, words, own)
            return replace(reading, claims=() if level is None else (whole._replace(level=level),))
        case Criterion.NEED:
            told = own or ((whole._replace(level=3),) if len(words) > _SHORT else ())
            return replace(reading, claims=told)
        case Criterion.TIMING:
            return replace(reading, claims=_timing(asked.code, reading, own, whole))


def _budget(note: NoteText, reading: Reading, own: tuple[Claim, ...], whole: Claim) -> Reading:
    if own:
        return replace(reading, claims=own)
    if _is_nothing(note.text):
        return replace(reading, claims=(whole._replace(level=0),))
    amounts = [each for each in find_amounts(note.text, local=note.currency) if each.high >= _LEAST_BARE]
    if not amounts:
        return replace(reading, claims=())
    first = amounts[0]
    figure = None if first.is_range else first.low
    maximum = first.high if first.is_range else None
    is_assumed = first.currency is None and note.currency is not None
    money = Money(figure, maximum, first.currency or note.currency, first.start, first.end, is_assumed)
    return replace(reading, claims=(whole._replace(level=2 if first.is_range else 3),), money=reading.money or money)


def _authority_level(code: str, words: list[str], own: tuple[Claim, ...]) -> int | None:
    if not words:
        return None
    if any(claim.code in _NO_SAY for claim in own):
        return 0
    if set(words) & small_words("first_person"):
        return 3 if set(words) & small_words("others") else 4
    if code == "authority.agrees" and set(words[:_SHORT]) & small_words("nothing"):
        return 4
    return 1 if any(claim.code == "authority.gathers" for claim in own) else 2


def _timing(code: str, reading: Reading, own: tuple[Claim, ...], whole: Claim) -> tuple[Claim, ...]:
    if own:
        return own
    if code == "urgency.trigger":
        needs = tuple(each for each in reading.claims if each.criterion is Criterion.NEED)
        return needs or (whole._replace(criterion=Criterion.NEED, level=3, firmness=Firmness.INFERRED),)
    return (whole._replace(level=2, firmness=Firmness.INFERRED),) if code == "timing.event" else ()


def _is_nothing(text: str) -> bool:
    words = [token.folded for token in tokenize(text)]
    return bool(words) and (words[0] in small_words("nothing") or words == ["0"])
