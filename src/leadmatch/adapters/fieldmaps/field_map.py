"""A field map: which column of another system's table means which column of ours, and how its cells are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import Record, columns
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner

KINDS: Mapping[str, type[Record]] = {"lead": Lead, "partner": Partner, "deal": Deal, "offer": Offer}
"""Word → kind of record."""

FULL_NAME = "full_name"
ANSWERS, CONTACTS, OPT_OUTS = "answers.", "contacts.", "do_not_contact."
_PARTS: Mapping[str, tuple[str, ...]] = {
    "lead": (FULL_NAME, f"{OPT_OUTS}email", f"{OPT_OUTS}phone"),
    "partner": tuple(f"{CONTACTS}{name}" for name in ("name", "email", "phone")),
}
"""Targets that are only a part of one of our columns."""


def targets(kind: str) -> tuple[str, ...]:
    """Return all that a column may mean for a kind of record, besides `answers.` and the code of a question."""
    return (*columns(KINDS[kind]), *_PARTS.get(kind, ()))


def column_of(target: str) -> str:
    """Return the column of ours to which a target belongs."""
    return "last_name" if target == FULL_NAME else target.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one of their columns means.

    Attributes:
        target: a column of ours, or a part of one: `full_name`, `answers.budget.range`, `do_not_contact.email`,
            `contacts.email`. Empty where the column is only to be kept.
        reading: how its cells are written, such as `html`; empty for plain.
        values: their value in lower case → ours; an empty one says nothing.
        otherwise: ours for every value that is not listed; None takes it as it stands.
        also: other names of the column: technical ones, and those of imports and reports.
        written: ours → how the system writes it, the first of several.
    """

    target: str
    reading: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    also: tuple[str, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KindMap:
    """What the columns of one table mean.

    Attributes:
        meanings: their column → what it means; of several that mean the same, the first that is filled is read.
        lists: what parts the values in one cell.
        empty: values in lower case that stand for nothing, such as `-none-`.
        dates: `day first` or `month first`, for dates that could be either; empty where that is not known.
        is_shipped: whether it came with the package; such a map is not for tables that have our own id column.
    """

    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    lists: str = ";"
    empty: frozenset[str] = frozenset()
    dates: str = ""
    is_shipped: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """One column of the file that goes back into the system.

    Attributes:
        source: the column of a decision that it takes, such as `decision` or `partner`.
        values: ours → theirs; others are written as they are.
    """

    source: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Their columns and ours, for each kind of record.

    Attributes:
        kinds: `lead`, `partner`, `deal`, `offer` → what its columns mean.
        name: what it is called: a shipped name such as `hubspot`, or a file.
        system: the system as people call it, such as `HubSpot`; empty where no map names it.
        returned: their column → what is written into it on the way back; empty where there is no way back.
        base: the shipped map that it is or extends; empty where there is none.
    """

    kinds: Mapping[str, KindMap] = field(default_factory=dict)
    name: str = "field map"
    system: str = ""
    returned: Mapping[str, Returned] = field(default_factory=dict)
    base: str = ""

    def of(self, kind: type[Record]) -> KindMap:
        """Return the map of a kind of record, an empty one if there is none."""
        return self.kinds.get(kind.__name__.lower(), KindMap())
