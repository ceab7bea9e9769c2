"""The folder of a run: every decision as JSON, and one CSV for each kind of lead that somebody acts on.

The CSV files hold the leads' own columns too, and an empty column for each question that was not answered: filled in,
they are files of leads again.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from leadmatch.adapters.fieldmaps.field_map import FieldMap
from leadmatch.adapters.fieldmaps.returning import IMPORTS, import_file, returned_rows
from leadmatch.adapters.files.writing import to_csv, to_json_lines
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.pipeline.outcomes import LeadOutcome
from leadmatch.pipeline.result import PipelineResult
from leadmatch.qualification.questions import question, questions
from leadmatch.records.lead import Lead
from leadmatch.records.making import columns, to_row

DECISIONS, REPORT, RECRUIT = "decisions.jsonl", "report.html", "recruit.csv"
LISTS = {
    "assignments.csv": DecisionKind.ASSIGNED,
    "quarantine.csv": DecisionKind.REJECTED,
    "held.csv": DecisionKind.HELD,
    "nurture.csv": DecisionKind.NURTURE,
    "redirected.csv": DecisionKind.REDIRECTED,
}
"""File → the decisions it lists."""
FILES = frozenset({DECISIONS, REPORT, RECRUIT, *LISTS})
"""The files of every folder."""
KNOWN_FILES = FILES | IMPORTS
"""All files that a folder may hold."""

PROFILE = (
    "industry", "country", "regions", "products", "languages", "leads", "value", "least_deal", "largest_deal",
    "lead_ids", "nearest_partner", "lacks",
)  # fmt: skip
"""Columns of the profiles to recruit."""

_FIRST_QUESTION = "need.today"
_DECIDED = ("lead_id", "decision", "summary", "missing", "next_question")
_SPECIAL = {
    DecisionKind.ASSIGNED: ("partner_id", "partner", "expected_value", "expected_currency", "next_partners"),
    DecisionKind.REJECTED: ("category", "junk_points"),
    DecisionKind.HELD: ("readiness", "score"),
    DecisionKind.NURTURE: ("readiness", "score", "category"),
    DecisionKind.REDIRECTED: ("category", "junk_points"),
}


def write_results(result: PipelineResult, report: str, folder: Path, field_map: FieldMap | None = None) -> None:
    """Write all files of a run into a folder; equal results give equal bytes.

    Args:
        result: of the run.
        report: the page, as HTML.
        folder: where to; it exists.
        field_map: of the system that the leads came from; where it says so, a file for its import is written too.
    """
    _write(folder / DECISIONS, "".join(to_json_lines(result.to_dicts())))
    _write(folder / REPORT, report)
    _write(folder / RECRUIT, to_csv((profile.to_dict() for profile in result.recruitment), PROFILE))
    for name, kind in LISTS.items():
        _write(folder / name, list_of(result, kind))
    if field_map is not None and (name := import_file(field_map)):
        _write(folder / name, to_csv(import_rows(result, field_map), list(field_map.returned)))


def import_rows(result: PipelineResult, field_map: FieldMap) -> Iterator[dict[str, Any]]:
    """Yield every decision of a run under the names by which the system of a field map imports it."""
    return returned_rows(field_map, (_row(result, decision) for decision in result.decisions))


def list_of(result: PipelineResult, kind: DecisionKind) -> str:
    """Return the CSV of all leads that ended in one way, in the order in which they were given."""
    decisions = result.of(kind)
    rows = [_row(result, decision) for decision in decisions]
    return to_csv(rows, list(_columns([decision.lead for decision in decisions], kind)))


def _columns(leads: Sequence[Lead], kind: DecisionKind) -> Iterator[str]:
    """Yield the columns: the decision, the answers, the lead as it was read, and what came with it."""
    own = dict.fromkeys(name for name in columns(Lead) if name != "answers")
    answers = dict.fromkeys(each.code for each in questions()) | dict.fromkeys(
        code for lead in leads for code in lead.answers
    )
    extra = dict.fromkeys(name for lead in leads for name in lead.extra)
    yield from dict.fromkeys((*_DECIDED, *_SPECIAL[kind], *(f"answers.{code}" for code in answers), *own, *extra))


def _row(result: PipelineResult, decision: Decision) -> dict[str, Any]:
    qualification = decision.qualification
    category = decision.screening.category
    told = {
        "decision": decision.kind.value,
        "summary": decision.summary,
        "missing": ", ".join(missing(decision)),
        "next_question": next_question(decision),
        "category": category.value if category else None,
        "junk_points": round(decision.screening.score),
        "readiness": qualification.readiness.value if qualification else None,
        "score": round(qualification.score) if qualification else None,
    }
    outcome = decision.outcome
    given = {} if outcome is None or outcome.partner_id is None else _given(result, outcome, outcome.partner_id)
    return {**to_row(decision.lead), **told, **given}


def _given(result: PipelineResult, outcome: LeadOutcome, partner_id: str) -> dict[str, Any]:
    return {
        "partner_id": partner_id,
        "partner": result.partner(partner_id).label,
        "expected_value": round(outcome.utility or 0.0, 2),
        "expected_currency": result.settings.matching.currency,
        "next_partners": list(outcome.alternates),
    }


def missing(decision: Decision) -> tuple[str, ...]:
    """Name what is not known: criteria of readiness, or ways to reach the person where readiness was not asked."""
    if decision.qualification is not None:
        return tuple(str(name) for name, found in decision.qualification.criteria.items() if found.level is None)
    contact = decision.screening.contact
    return tuple(name for name, value in (("email", contact.email), ("phone", contact.phone)) if value is None)


def next_question(decision: Decision) -> str:
    """Return the question most worth asking next; that for the need where no readiness was asked."""
    if decision.qualification is not None:
        asked = decision.qualification.next_questions
        return asked[0].text if asked else ""
    first = question(_FIRST_QUESTION)
    return first.text if first else ""


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
