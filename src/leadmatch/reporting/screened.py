"""Leads that stop at screening, by category, each with its receipt of junk points."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import total
from leadmatch.evidence.wording import count, listed, titled
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.pipeline.result import PipelineResult
from leadmatch.reporting.funnel import exit_of
from leadmatch.reporting.listing import Cut, Listing
from leadmatch.reporting.people import Names, called
from leadmatch.reporting.receipts import Receipt, Sentence, by_weight, receipt, sentence
from leadmatch.screening.settings import ScreeningSettings

OPENED = 5
"""Leads that are listed unfolded."""
_SUMMARY = 80
_KINDS = (
    ("rejected", "Rejected", "slate"),
    ("redirected", "Redirected", "teal"),
    ("not_a_buyer", "Not buyers, to nurture", "teal"),
)
_ENDS = {
    "rejected": "to reject",
    "redirected": "to send it to another desk",
    "not_a_buyer": "to keep it from partners",
}
_WORDS = {"rejected": "rejected", "redirected": "redirected", "not_a_buyer": "to nurture"}


@dataclass(frozen=True, slots=True)
class ScreenedLead:
    """A lead with its junk points.

    Attributes:
        lead_id: its id.
        anchor: the address of its row.
        title: person and company.
        category: what it is instead of an inquiry, or why it waits.
        points: junk points, rounded.
        receipt: what they are made of.
        telling: the weightiest reason.
        open: whether the receipt stands open.
    """

    lead_id: str
    anchor: str
    title: str
    category: str
    points: str
    receipt: Receipt
    telling: Sentence
    open: bool


@dataclass(frozen=True, slots=True)
class Category:
    """Leads of one category: its name, their count, and percent of the largest category."""

    words: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class CategoryGroup:
    """Categories that end alike: what becomes of them, their hue, and the categories by size."""

    title: str
    hue: str
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Screened:
    """What screening took out.

    Attributes:
        heading: the finding.
        intro: what can be done about it.
        groups: counts by category.
        listing: the leads, the closest calls first.
    """

    heading: str
    intro: str
    groups: tuple[CategoryGroup, ...]
    listing: Listing[ScreenedLead]


def screened_of(result: PipelineResult, names: Names, cut: Cut) -> Screened | None:
    """Return the leads that stop at screening, or None where there are none."""
    leaving = {way: [one for one in result.decisions if exit_of(one) == way] for way, _, _ in _KINDS}
    leads = [decision for decisions in leaving.values() for decision in decisions]
    if not leads:
        return None
    leads.sort(key=lambda one: (one.kind is not DecisionKind.REJECTED, _points(one), one.lead_id))
    settings = result.settings.screening
    listing = cut.listing(leads, OPENED, "lead", "quarantine.csv, redirected.csv and nurture.csv").mapped(
        lambda number, one: screened_lead(one, names, settings, opened=number == 0)
    )
    parts = listed(f"{len(found):,} {_WORDS[way]}" for way, found in leaving.items() if found)
    stop = "lead stops" if len(leads) == 1 else "leads stop"
    intro = (
        "Closest calls first. Nothing is deleted: quarantine.csv keeps what is rejected, "
        "and a line taken from it comes back with --restore."
    )
    return Screened(
        f"{len(leads):,} {stop} at screening: {parts}",
        intro,
        _groups(leaving),
        listing,
    )


def screened_lead(decision: Decision, names: Names, settings: ScreeningSettings, *, opened: bool) -> ScreenedLead:
    """Return one lead with the receipt of its junk points."""
    head = names.heads[decision.lead_id]
    reasons = tuple(decision.screening.reasons)
    papers = receipt(reasons, _meaning(decision, settings))
    return ScreenedLead(
        head.lead_id,
        head.anchor,
        called(decision.lead),
        _category(decision),
        papers.total,
        papers,
        _telling(reasons, decision.reason),
        opened,
    )


def _telling(reasons: Sequence[Reason], otherwise: Reason) -> Sentence:
    return sentence(next(iter(by_weight(reasons)), otherwise), _SUMMARY)


def _meaning(decision: Decision, settings: ScreeningSettings) -> str:
    """Say what the sum of junk points did."""
    way, points = exit_of(decision), _points(decision)
    if way == "review":
        return f"junk points{_enough(points, settings.review_at, 'for a person to look')}"
    return f"junk points{_enough(points, settings.reject_at, _ENDS[way or 'rejected'])}"


def _enough(points: float, limit: float, what: str) -> str:
    """Name the limit where the points reach it; below it, something else than the sum decided."""
    return f"; {limit:g} are enough {what}" if points >= limit else ""


def _points(decision: Decision) -> float:
    return total(decision.screening.reasons)


def _category(decision: Decision) -> str:
    category = decision.screening.category
    return titled(str(category.value)) if category is not None else "No category"


def _groups(leaving: dict[str, list[Decision]]) -> tuple[CategoryGroup, ...]:
    counted = {way: Counter(map(_category, found)) for way, found in leaving.items()}
    largest = max(number for counter in counted.values() for number in counter.values())
    return tuple(
        CategoryGroup(title, hue, tuple(_categories(counted[way].items(), largest)))
        for way, title, hue in _KINDS
        if counted[way]
    )


def _categories(counted: Iterable[tuple[str, int]], largest: int) -> Iterable[Category]:
    for words, number in sorted(counted, key=lambda item: (-item[1], item[0])):
        yield Category(words, number, round(100 * number / largest, 2))


def review_title(reviews: int) -> str:
    """Head the leads about which screening has a doubt."""
    return f"{count(reviews, 'lead')} to look at: screening has a doubt"
