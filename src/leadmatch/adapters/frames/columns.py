"""The columns that each stage adds to a table: their names, types, and where in the result they stand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from leadmatch.evidence.reason import Reason
from leadmatch.matching.lines import Match
from leadmatch.matching.ranking import Ranking
from leadmatch.pipeline.decision import Decision
from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.qualification import Qualification
from leadmatch.screening.report import ScreeningReport

Scalar = str | float | bool | None
ScalarType = type[str] | type[float] | type[int] | type[bool]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of results.

    Attributes:
        name: what it is called.
        kind: the type of its values; each may be missing.
        of: returns its value of one result.
    """

    name: str
    kind: ScalarType
    of: Callable[[Any], Scalar]


LEAD_ID = Column("lead_id", str, lambda result: result.lead_id)
ERROR = Column("error", str, str)
"""Why a row could not be read."""


def _screened(of: Callable[[ScreeningReport], Scalar]) -> Callable[[ScreeningReport], Scalar]:
    return of


SCREENING = (
    Column("verdict", str, _screened(lambda report: report.verdict.value)),
    Column("category", str, _screened(lambda report: report.category.value if report.category else None)),
    Column("disposition", str, _screened(lambda report: report.disposition.value)),
    Column("score", float, _screened(lambda report: report.score)),
    Column("email_canonical", str, _screened(lambda report: report.contact.email)),
    Column("email_ok", bool, _screened(lambda report: report.contact.email_ok)),
    Column("phone_e164", str, _screened(lambda report: report.contact.phone)),
    Column("phone_ok", bool, _screened(lambda report: report.contact.phone_ok)),
)


def _qualified(of: Callable[[Qualification], Scalar]) -> Callable[[Qualification], Scalar]:
    return of


def _level(criterion: Criterion) -> Column:
    return Column(f"{criterion.value}_level", int, _qualified(lambda one: one.criteria[criterion].level))


def _latest(one: Qualification) -> str | None:
    day = one.facts.deadline_latest
    return None if day is None else day.isoformat()


def _question(one: Qualification) -> str | None:
    return one.next_questions[0].text if one.next_questions else None


QUALIFICATION = (
    Column("readiness", str, _qualified(lambda one: one.readiness.value)),
    Column("score", float, _qualified(lambda one: one.score)),
    Column("low", float, _qualified(lambda one: one.low)),
    Column("high", float, _qualified(lambda one: one.high)),
    Column("completeness", float, _qualified(lambda one: one.completeness)),
    Column("urgent", bool, _qualified(lambda one: one.urgent)),
    *map(_level, Criterion),
    Column("budget_amount", float, _qualified(lambda one: one.facts.budget_amount)),
    Column("budget_amount_max", float, _qualified(lambda one: one.facts.budget_amount_max)),
    Column("budget_currency", str, _qualified(lambda one: one.facts.budget_currency)),
    Column("decision_role", str, _qualified(lambda one: one.facts.decision_role)),
    Column("deadline", str, _qualified(lambda one: one.facts.deadline)),
    Column("deadline_latest", str, _qualified(_latest)),
    Column("next_question", str, _qualified(_question)),
)


def _of_best(of: Callable[[Match], Scalar]) -> Callable[[Ranking], Scalar]:
    return lambda ranking: of(ranking.matches[0]) if ranking.matches else None


RANKING = (
    Column("recommendation", str, lambda ranking: ranking.recommendation.value),
    Column("partner_id", str, _of_best(lambda match: match.partner_id)),
    Column("score", float, _of_best(lambda match: match.score)),
    Column("probability", float, _of_best(lambda match: match.probability)),
    Column("utility", float, _of_best(lambda match: match.utility)),
    Column("ineligible_count", int, lambda ranking: ranking.ineligible_count),
)
"""Of the best partner, and what to do."""


def _decided(of: Callable[[Decision], Scalar]) -> Callable[[Decision], Scalar]:
    return of


def _of_screening(column: Column) -> Column:
    return Column(column.name, column.kind, _decided(lambda decision: column.of(decision.screening)))


def _if_qualified(of: Callable[[Qualification], Scalar]) -> Callable[[Decision], Scalar]:
    return lambda decision: None if decision.qualification is None else of(decision.qualification)


DECISION = (
    Column("decision", str, _decided(lambda decision: decision.kind.value)),
    Column("partner_id", str, _decided(lambda decision: decision.partner_id)),
    Column("summary", str, _decided(lambda decision: decision.summary)),
    *map(_of_screening, SCREENING[:3]),
    Column("readiness", str, _if_qualified(lambda one: one.readiness.value)),
    Column("score", float, _if_qualified(lambda one: one.score)),
    Column("utility", float, _decided(lambda decision: decision.outcome.utility if decision.outcome else None)),
    Column("duplicate_of", str, _decided(lambda decision: decision.duplicate_of)),
    Column("next_question", str, _if_qualified(_question)),
)
"""Of a whole run; `score` is that of qualification."""


@dataclass(frozen=True, slots=True)
class MatchLine:
    """One partner of one lead."""

    row: int
    lead_id: str
    match: Match


_PLACE = (Column("row", int, lambda line: line.row), LEAD_ID)
"""The place of a lead in the table, from 0, and its id."""

MATCHES = (
    *_PLACE,
    Column("partner_id", str, lambda line: line.match.partner_id),
    Column("rank", int, lambda line: line.match.rank),
    Column("score", float, lambda line: line.match.score),
    Column("probability", float, lambda line: line.match.probability),
    Column("utility", float, lambda line: line.match.utility),
)


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason of one lead, at one stage."""

    row: int
    lead_id: str
    stage: str
    partner_id: str | None
    reason: Reason


REASONS = (
    *_PLACE,
    Column("stage", str, lambda line: line.stage),
    Column("partner_id", str, lambda line: line.partner_id),
    Column("code", str, lambda line: line.reason.code),
    Column("field", str, lambda line: line.reason.field),
    Column("observed", str, lambda line: line.reason.observed),
    Column("points", float, lambda line: line.reason.points),
    Column("message", str, lambda line: line.reason.message()),
)


FOUND = (
    Column("row", int, lambda line: line[0]),
    Column("column", str, lambda line: line[1]),
    Column("found", str, lambda line: line[2]),
    Column("message", str, lambda line: line[3]),
)
"""What is wrong with a table, as (row, column, found, message)."""


def renamed(columns: Sequence[Column], present: Sequence[str], stage: str, prefix: str | None) -> tuple[Column, ...]:
    """Return the columns under names that overwrite nothing of the table's own.

    Args:
        columns: to be added.
        present: the columns of the table.
        stage: such as `screening`; a name that is taken becomes `screening_score`. Only such a name of an earlier
            call is replaced.
        prefix: put before every name instead; what is there under such a name is replaced.
    """

    def name(column: Column) -> str:
        if prefix is not None:
            return f"{prefix}{column.name}"
        return f"{stage}_{column.name}" if column.name in present else column.name

    return tuple(Column(name(column), column.kind, column.of) for column in columns)


def values(columns: Sequence[Column], results: Sequence[Any]) -> Iterator[list[Scalar]]:
    """Yield the values of each column, in the order of the results; a result that is None has none."""
    for column in columns:
        of = column.of
        yield [None if result is None else of(result) for result in results]
