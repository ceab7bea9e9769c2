"""Budget in a note: which words speak of it, and which amount is the budget."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from leadmatch.qualification.claims import Claim, Firmness, Money, firmest
from leadmatch.qualification.criteria import BUDGET
from leadmatch.qualification.lexicon import codes_of, meanings, small_words
from leadmatch.qualification.negation import is_denied, is_negated
from leadmatch.qualification.other_money import is_asked_for, is_imagined, is_other, is_question, is_rate
from leadmatch.qualification.sentence import Sentence
from leadmatch.values.money.amounts import MoneySpan
from leadmatch.values.text.phrases import Hit

_HELD = ("budget.approved", "budget.allocated")
_UNSETTLED = {"budget.pending", "budget.refused", "budget.possible"}
_SPOKEN = (*_HELD, "budget.pending", "budget.range", "budget.possible")
_LEAST_BARE, _THOUSANDS_BELOW = 10, 1000
_HEDGE_BEFORE, _HEDGE_BEHIND = 30, 16
"""Signs between an amount and a hedge that belongs to it."""

_Named = tuple[MoneySpan, Sentence]


def budget_in(sentences: Sequence[Sentence], currency: str | None) -> tuple[list[Claim], Money | None]:
    """What a note says about the budget.

    Args:
        sentences: Of the note.
        currency: ISO 4217 code for amounts that name none; None if unknown.

    Returns:
        The claims, sentence by sentence, words first, then amounts; and the amount that the note calls the budget.
    """
    codes, claims, named = codes_of(BUDGET), list[Claim](), list[_Named]()
    for sentence in sentences:
        if not sentence.amounts and sentence.codes.isdisjoint(codes):
            continue
        is_unreal = is_imagined(sentence)
        if is_unreal and not sentence.has("budget.refused"):
            continue
        claims += _worded_claims(sentence, codes)
        amounts = [amount for amount in sentence.amounts if _is_budget(amount, sentence)]
        claims += [_priced(amount, sentence) for amount in amounts if not amount.is_bare]
        named += [] if is_unreal else [(amount, sentence) for amount in amounts]
    return claims, _settled(_money(named, currency), claims)


def _settled(money: Money | None, claims: Sequence[Claim]) -> Money | None:
    """The amount, without its figure where the budget as a whole is asked for, refused or only possible."""
    best = firmest(claim for claim in claims if claim.criterion is BUDGET)
    if money is None or best is None or best.code not in _UNSETTLED:
        return money
    return money._replace(amount=None)


def _worded_claims(sentence: Sentence, codes: AbstractSet[str]) -> Iterator[Claim]:
    for hit in sentence.among(codes):
        if hit.term_id != "budget.refused" or not is_denied(sentence, hit.start):
            yield _worded(hit, sentence)


def _worded(hit: Hit, sentence: Sentence) -> Claim:
    meaning = meanings()[hit.term_id]
    if hit.term_id in _HELD and is_negated(sentence, hit.start):
        meaning = meanings()["budget.pending"]
        return Claim(BUDGET, meaning.level, "budget.pending", hit.start, hit.end, meaning.firmness)
    if hit.term_id == "budget.allocated" and _is_vaguely_priced(hit, sentence):
        return Claim(BUDGET, 2, "budget.range", hit.start, hit.end, meaning.firmness)
    return Claim(BUDGET, meaning.level, hit.term_id, hit.start, hit.end, meaning.firmness)


def _is_vaguely_priced(hit: Hit, sentence: Sentence) -> bool:
    """Whether all amounts among the words of a cue are vague, and there are any."""
    inside = [each for each in sentence.amounts if hit.start <= each.start and each.end <= hit.end]
    return bool(inside) and all(_is_vague(each, sentence) for each in inside)


def _priced(amount: MoneySpan, sentence: Sentence) -> Claim:
    """An amount that is the budget but has no word of it around: in hand where it is plain, else a range."""
    code = "budget.amount"
    if is_asked_for(sentence):
        code = "budget.pending"
    elif _is_vague(amount, sentence):
        code = "budget.range"
    level = 3 if code == "budget.amount" else 2
    return Claim(BUDGET, level, code, amount.start, amount.end, Firmness.INFERRED)


def _is_budget(amount: MoneySpan, sentence: Sentence) -> bool:
    held = sentence.around(amount.start, amount.end, *_SPOKEN) is not None
    if amount.is_bare:
        return held and amount.high >= _LEAST_BARE
    if held:
        return True
    if sentence.around(amount.start, amount.end, "money.other", "need.loss") or is_negated(sentence, amount.start):
        return False
    return not (sentence.has("budget.unspoken") or is_question(sentence) or is_other(amount, sentence))


def _is_vague(amount: MoneySpan, sentence: Sentence) -> bool:
    if amount.is_range:
        return True
    if is_rate(amount, sentence) and not sentence.around(amount.start, amount.end, *_HELD):
        return True
    return "hedge.words" in sentence.codes and any(
        _hedges(hit, amount, sentence) for hit in sentence.with_code("hedge.words")
    )


def _hedges(hit: Hit, amount: MoneySpan, sentence: Sentence) -> bool:
    """Whether a hedge stands beside an amount; some, such as `about`, do so only before it."""
    if hit.start < amount.end:
        return hit.end >= amount.start - _HEDGE_BEFORE
    is_close = hit.start <= amount.end + _HEDGE_BEHIND
    return is_close and not small_words("hedges_before").issuperset(sentence.words_between(hit.start, hit.end))


def _weight(named: _Named) -> int:
    amount, sentence = named
    if sentence.around(amount.start, amount.end, *_HELD):
        return 4
    if sentence.has(*_HELD) and not amount.is_bare:
        return 3
    return 2 if sentence.around(amount.start, amount.end, *_SPOKEN) else 1


def _money(named: Sequence[_Named], currency: str | None) -> Money | None:
    """The one of the amounts that is the budget; one that is held beats one that is guessed."""
    if not named:
        return None
    amount, sentence = named[0] if len(named) == 1 else max(named, key=_weight)
    scale = 1.0
    if amount.is_bare and amount.high < _THOUSANDS_BELOW and sentence.around(amount.start, amount.end, *_HELD):
        scale = 1000.0  # "310 approved" is said among people who count in thousands
    figure = None if _is_vague(amount, sentence) else amount.low * scale
    maximum = amount.high * scale if amount.is_range else None
    is_assumed = amount.currency is None and currency is not None
    return Money(figure, maximum, amount.currency or currency, amount.start, amount.end, is_assumed)
