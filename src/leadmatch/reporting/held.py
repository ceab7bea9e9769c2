"""Leads that wait: for one answer, for a person's look, or until they are ready."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leadmatch.evidence.wording import count, day, listed, shown
from leadmatch.pipeline.decision import Decision
from leadmatch.pipeline.result import PipelineResult
from leadmatch.qualification.qualification import Qualification
from leadmatch.reporting.funnel import exit_of
from leadmatch.reporting.listing import Cut, Listing
from leadmatch.reporting.people import Names
from leadmatch.reporting.readiness import Bant, Score, bant_of, score_of, unknown_of
from leadmatch.reporting.screened import ScreenedLead, review_title, screened_lead

ASKS_OPENED, REVIEWS_OPENED, WAITING_OPENED = 8, 5, 4
"""Leads of each list that are listed unfolded."""
_UNKNOWN = "Unknown is not no: the answer that changes most is the one to ask for. Answers go back with --answers."
_DOUBT = "Screening has a doubt, but not enough to reject."


@dataclass(frozen=True, slots=True)
class HeldLead:
    """A lead with its readiness and what would move it.

    Attributes:
        lead_id: its id.
        anchor: the address of its row.
        title: what it is called.
        place: where it is, and its size.
        score: its readiness.
        bant: its levels.
        question: the question to ask next, or why it waits.
        hint: what is known besides.
    """

    lead_id: str
    anchor: str
    title: str
    place: str
    score: Score
    bant: Bant
    question: str
    hint: str


@dataclass(frozen=True, slots=True)
class Held:
    """Leads that need a person.

    Attributes:
        heading: the finding.
        intro: what it means.
        asks: leads that need an answer, the most ready first.
        reviews: leads about which screening has a doubt.
        review_title: heads the second list, empty where it stands alone.
    """

    heading: str
    intro: str
    asks: Listing[HeldLead]
    reviews: Listing[ScreenedLead]
    review_title: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Leads that are not ready.

    Attributes:
        heading: the finding.
        intro: what it means.
        listing: the leads, the most ready first.
    """

    heading: str
    intro: str
    listing: Listing[HeldLead]


def held_of(result: PipelineResult, names: Names, cut: Cut) -> Held | None:
    """Return the leads that need a person, or None where nobody has to do anything."""
    asks = _by_score(result, "ask")
    reviews = sorted((one for one in result.decisions if exit_of(one) == "review"), key=lambda one: one.lead_id)
    if not asks and not reviews:
        return None
    screening = result.settings.screening
    return Held(
        _heading(len(asks), len(reviews)),
        _UNKNOWN if asks else _DOUBT,
        cut.listing(asks, ASKS_OPENED, "lead to ask", "held.csv").mapped(lambda _, pair: _row(pair, names, _question)),
        cut.listing(reviews, REVIEWS_OPENED, "lead to look at", "held.csv").mapped(
            lambda number, one: screened_lead(one, names, screening, opened=number == 0)
        ),
        review_title(len(reviews)) if asks else "",
    )


def _heading(asks: int, reviews: int) -> str:
    """Say how many leads need an answer, and how many a look."""
    asked = f"{count(asks, 'lead')} {'needs' if asks == 1 else 'need'} one answer"
    look = f"{'needs' if reviews == 1 else 'need'} a look"
    if not asks:
        return f"{count(reviews, 'lead')} {look}"
    return f"{asked}, {reviews:,} {look}" if reviews else asked


def waiting_of(result: PipelineResult, names: Names, cut: Cut) -> Waiting | None:
    """Return the leads that are not ready, or None where there are none."""
    found = _by_score(result, "nurture")
    if not found:
        return None
    heading = f"{count(len(found), 'lead')} {'is' if len(found) == 1 else 'are'} not ready yet"
    intro = (
        "It waits in nurture.csv; no single answer would release it."
        if len(found) == 1
        else "They wait in nurture.csv, the most ready first; no single answer would release them."
    )
    listing = cut.listing(found, WAITING_OPENED, "lead", "nurture.csv")
    return Waiting(heading, intro, listing.mapped(lambda _, pair: _row(pair, names, _shortfall)))


def _by_score(result: PipelineResult, way: str) -> Sequence[tuple[Decision, Qualification]]:
    """Return the leads that took one way out, the most ready first."""
    found = [(one, one.qualification) for one in result.decisions if exit_of(one) == way and one.qualification]
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0].lead_id))


def _row(pair: tuple[Decision, Qualification], names: Names, told: Callable[[Qualification], str]) -> HeldLead:
    decision, qualification = pair
    head = names.heads[decision.lead_id]
    unknown = unknown_of(qualification)
    hint = f"{listed(unknown)} {'is' if len(unknown) == 1 else 'are'} unknown" if unknown else "Nothing is unknown"
    again = f"look again on {day(qualification.look_again)}" if qualification.look_again else ""
    return HeldLead(
        head.lead_id,
        head.anchor,
        head.title,
        head.place,
        score_of(qualification),
        bant_of(qualification),
        told(qualification),
        " · ".join(filter(None, (hint, again))),
    )


def _question(qualification: Qualification) -> str:
    """Return the question whose answer changes most."""
    return shown(qualification.next_questions[0].text) if qualification.next_questions else "Ask what is unknown."


def _shortfall(qualification: Qualification) -> str:
    """Say which criteria are too weak."""
    weak: dict[str, list[str]] = {"none": [], "some": []}
    for name, criterion in qualification.criteria.items():
        weak.get(str(criterion.label.value), []).append(str(name))
    told = [
        f"{listed(names)} {'is' if len(names) == 1 else 'are'} {'only some' if label == 'some' else label}"
        for label, names in weak.items()
        if names
    ]
    text = "; ".join(told) or "too little is known"
    return text[0].upper() + text[1:]
