"""The qualifier: from what a lead says to levels, score and readiness."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import chain, islice
from typing import NamedTuple, Protocol

from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import Scorecard
from leadmatch.qualification.claims import Evidence
from leadmatch.qualification.criteria import BUDGET, CRITERIA, HIGHEST, TIMING, Criterion, Readiness
from leadmatch.qualification.gathering import facts_of, result_of, urgency_of
from leadmatch.qualification.qualification import CriterionResult, Facts, Qualification
from leadmatch.qualification.questions import Question
from leadmatch.qualification.reader import GrammarReader, NoteReader
from leadmatch.qualification.readiness import in_the_way, most_telling, readiness
from leadmatch.qualification.settings import QualificationSettings
from leadmatch.qualification.sources import hear
from leadmatch.records.lead import Lead

CHUNK = 500
"""Leads that one task of an executor qualifies."""

_PERFECT = 100.0
_FIRST_QUESTION = {
    Criterion.BUDGET: "budget.range",
    Criterion.AUTHORITY: "authority.signs",
    Criterion.NEED: "need.today",
    Criterion.TIMING: "timing.by",
}


_UNKNOWN = {
    Criterion.BUDGET: "budget.unknown",
    Criterion.AUTHORITY: "authority.unknown",
    Criterion.NEED: "need.unknown",
    Criterion.TIMING: "timing.unknown",
}


class _Judgement(NamedTuple):
    """What the levels of a lead decide, whatever they rest on."""

    low: float
    high: float
    completeness: float
    readiness: Readiness
    next_questions: tuple[Question, ...]
    must_change: tuple[Criterion, ...]


class Mapper(Protocol):
    """What `qualify_many` asks of an executor: an ordered, lazy `map`, as `concurrent.futures` offers it."""

    def map(
        self, function: Callable[..., list[Qualification]], /, *iterables: Iterable[list[Lead]]
    ) -> Iterator[list[Qualification]]:
        """Apply a function to each item, results in order."""
        ...


class Qualifier:
    """Says how ready leads are, by budget, authority, need and timing.

    A missing answer is unknown, never a refusal: it widens the interval of the score.
    """

    def __init__(self, settings: QualificationSettings | None = None, *, reader: NoteReader | None = None) -> None:
        """Make a qualifier.

        Args:
            settings: Weights and policy; the defaults where None.
            reader: Reads notes, messages and free answers; the grammar where None.
        """
        self.settings = settings or QualificationSettings()
        self.reader: NoteReader = reader or GrammarReader()
        self._template = {each.code: each for each in self.settings.template}
        prior = self.settings.prior_level
        self._unknown = {each: Reason.of(_UNKNOWN[each], points=self._points(each, prior)) for each in CRITERIA}
        self._judgements: dict[tuple[int | None, ...], _Judgement] = {}

    def qualify(self, lead: Lead, *, now: datetime) -> Qualification:
        """Qualify one lead.

        Args:
            lead: Any lead; nothing is required of it.
            now: Aware time at which deadlines and answers are looked at.

        Raises:
            ValueError: If `now` has no offset.
        """
        if now.tzinfo is None:
            raise ValueError("Give `now` with its offset, such as datetime.now(tz=UTC)")
        heard = tuple(hear(lead, self.reader, now, self.settings.note_limit, self._template))
        today = now.date()
        stale_days = self.settings.stale_days
        criteria = {each: result_of(each, heard, today, stale_days) for each in CRITERIA}
        levels = {each: result.level for each, result in criteria.items()}
        judged = self._judged(levels)
        urgency = urgency_of(heard)
        facts = facts_of(heard, today, is_refused=levels[BUDGET] == 0)
        return Qualification(
            lead_id=lead.id,
            criteria=criteria,
            scorecard=Scorecard(tuple([self._reason(each, result) for each, result in criteria.items()])),
            low=judged.low,
            high=judged.high,
            completeness=judged.completeness,
            readiness=judged.readiness,
            urgent=urgency is not None,
            urgency=urgency,
            facts=facts,
            next_questions=judged.next_questions,
            must_change=judged.must_change,
            look_again=_look_again(judged.readiness, criteria, today),
            assumptions=tuple(_assumed(facts)),
            dropped_claims=sum(each.dropped for each in heard),
        )

    def qualify_many(
        self, leads: Iterable[Lead], *, now: datetime, executor: Mapper | None = None
    ) -> Iterator[Qualification]:
        """Qualify leads one after the other, in order; the same results as `qualify`.

        Args:
            leads: Any iterable; without an executor it is read one lead at a time.
            now: Aware time at which deadlines and answers are looked at.
            executor: A pool to spread the work over, such as a `ProcessPoolExecutor`; it is read in chunks.
        """
        if executor is None:
            return (self.qualify(lead, now=now) for lead in leads)
        return chain.from_iterable(executor.map(partial(self._qualify_chunk, now), _chunks(leads)))

    def _qualify_chunk(self, now: datetime, leads: list[Lead]) -> list[Qualification]:
        return [self.qualify(lead, now=now) for lead in leads]

    def _judged(self, levels: Mapping[Criterion, int | None]) -> "_Judgement":
        """What levels alone decide; there are few of them, so each is worked out once."""
        key = tuple(levels.values())
        judged = self._judgements.get(key)
        if judged is None:
            judged = self._judgements[key] = self._judge(levels)
        return judged

    def _judge(self, levels: Mapping[Criterion, int | None]) -> "_Judgement":
        weights, low = self.settings.weights, self._bound(levels, 0)
        order = most_telling(levels, self.settings.rule, weights)
        first = self._first_questions()
        return _Judgement(
            low=low,
            high=self._bound(levels, HIGHEST),
            completeness=math.fsum(weights[each] for each in Criterion if levels[each] is not None),
            readiness=readiness(levels, self.settings.rule, low),
            next_questions=tuple(first[criterion] for criterion in order if criterion in first),
            must_change=in_the_way(levels, self.settings.rule),
        )

    def _first_questions(self) -> Mapping[Criterion, Question]:
        """The question to ask first for each criterion: the template's leading one, else the first."""
        leading = [self._template[code] for code in _FIRST_QUESTION.values() if code in self._template]
        first: dict[Criterion, Question] = {}
        for each in (*leading, *self._template.values()):
            first.setdefault(each.criterion, each)
        return first

    def _reason(self, criterion: Criterion, result: CriterionResult) -> Reason:
        if result.level is None:
            return self._unknown[criterion]
        best = result.evidence[0]
        return Reason(best.claim.code, self._points(criterion, result.level), best.source.name, best.text, True)

    def _points(self, criterion: Criterion, level: float) -> float:
        return _PERFECT * self.settings.weights[criterion] * level / HIGHEST

    def _bound(self, levels: Mapping[Criterion, int | None], unknown: int) -> float:
        shares = (
            _PERFECT * self.settings.weights[each] * (unknown if level is None else level) / HIGHEST
            for each, level in levels.items()
        )
        return math.fsum(shares)


def _assumed(facts: Facts) -> Iterator[Reason]:
    """The reason without points that tells of a currency nobody named."""
    if facts.currency_is_assumed:
        yield Reason.of("budget.currency_assumed", points=0.0, field=None, currency=facts.budget_currency)


def _chunks(leads: Iterable[Lead]) -> Iterator[list[Lead]]:
    rest = iter(leads)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _look_again(ready: Readiness, criteria: Mapping[Criterion, CriterionResult], today: date) -> date | None:
    """When the lead's own timing says to look again: the first day of the period that it names."""
    if ready is Readiness.SALES_READY:
        return None
    dates = _dates(criteria[TIMING].evidence)
    return next((max(day, today) for day in dates), None)


def _dates(evidence: Sequence[Evidence]) -> Iterator[date]:
    return (each.claim.when.period.first_day for each in evidence if each.claim.when is not None)
