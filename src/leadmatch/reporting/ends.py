"""Where each lead ended: four families of ends, one square a lead while they can be counted."""

from dataclasses import dataclass

from leadmatch.evidence.wording import count, listed
from leadmatch.pipeline.decision import DecisionKind
from leadmatch.pipeline.result import PipelineResult

SQUARES_UP_TO = 400
"""Leads that are drawn as squares; more are drawn as bars."""

_ROWS, _MORE_ROWS = 5, 10
_MANY = 160
"""Leads above which squares stand ten high, so that they are wide enough to be seen on a phone."""

_FAMILIES = (
    ("Go to a partner", "blue", ((DecisionKind.ASSIGNED, "assigned"),)),
    ("Need you", "amber", ((DecisionKind.HELD, "held"), (DecisionKind.UNMATCHED, "no partner"))),
    ("Wait or go elsewhere", "teal", ((DecisionKind.NURTURE, "nurture"), (DecisionKind.REDIRECTED, "redirected"))),
    (
        "Stop here, kept",
        "slate",
        ((DecisionKind.REJECTED, "rejected"), (DecisionKind.DUPLICATE, "duplicate"), (DecisionKind.CONFLICT, "taken")),
    ),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Leads that ended in one way.

    Attributes:
        kind: the decision; it names the shape.
        hue: the family's hue.
        count: how many.
        figure: how many, as it is shown.
        words: the end in a word.
        share: percent of the largest group, for a bar.
    """

    kind: str
    hue: str
    count: int
    figure: str
    words: str
    share: float


@dataclass(frozen=True, slots=True)
class Family:
    """Ends of one kind.

    Attributes:
        title: what they have in common.
        figure: how many leads they hold.
        groups: the ends that occurred.
    """

    title: str
    figure: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Ends:
    """Where each lead ended.

    Attributes:
        families: those that have leads, in the order in which one acts.
        squares: whether leads are drawn one by one.
        rows: squares that stand above one another.
        intro: how to read the figure.
        label: the figure in words.
    """

    families: tuple[Family, ...]
    squares: bool
    rows: int
    intro: str
    label: str


def ends_of(result: PipelineResult) -> Ends:
    """Return where each lead of a run ended; the counts add up to all leads."""
    counts = result.counts
    leads, largest = len(result.decisions), max(counts.values(), default=0)
    families = []
    for title, hue, ends in _FAMILIES:
        groups = tuple(
            Group(kind.value, hue, counts[kind], f"{counts[kind]:,}", words, round(100 * counts[kind] / largest, 2))
            for kind, words in ends
            if counts[kind]
        )
        if groups:
            families.append(Family(title, f"{sum(group.count for group in groups):,}", groups))
    told = listed(f"{group.figure} {group.words}" for family in families for group in family.groups)
    squares = leads <= SQUARES_UP_TO
    intro = "One square is one lead." if squares else "Bars compare how many leads ended in each way."
    return Ends(
        tuple(families),
        squares,
        min(largest, _ROWS if leads <= _MANY else _MORE_ROWS),
        intro,
        f"Where each of {count(leads, 'lead')} ended: {told}.",
    )
