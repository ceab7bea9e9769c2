"""What each partner carries after the plan, against what it can carry."""

from dataclasses import dataclass
from datetime import date

from leadmatch.evidence.wording import day, money, shown, spelled
from leadmatch.pipeline.result import PartnerLoad, PipelineResult
from leadmatch.records.partner import Partner
from leadmatch.reporting.listing import Cut, Listing
from leadmatch.reporting.people import Names, home

BOXES_UP_TO = 24
"""Capacity that is drawn as boxes; more is drawn as a bar."""
OPENED = 20
"""Partners that are listed unfolded."""
_WORTH_SAYING = 0.5


@dataclass(frozen=True, slots=True)
class Load:
    """What one partner carries.

    Attributes:
        name: what it is called.
        place: where it is at home.
        chip: why it takes nothing or less, or empty.
        before: open leads before this run.
        new: leads of this plan.
        capacity: open leads that it can carry.
        room: leads that it could still take.
        full: whether it carries all that it can.
        worth: what one more slot would be worth, empty for nothing.
        slots: the kind of each box, empty for a bar.
        before_share: percent of the bar that was carried before.
        new_share: percent of the bar that is new.
        label: all of it in words.
    """

    name: str
    place: str
    chip: str
    before: int
    new: int
    capacity: int
    room: int
    full: bool
    worth: str
    slots: tuple[str, ...]
    before_share: float
    new_share: float
    label: str

    @property
    def boxes(self) -> int:
        """How many boxes are drawn."""
        return len(self.slots)


@dataclass(frozen=True, slots=True)
class Loads:
    """What the partners carry.

    Attributes:
        heading: the finding.
        intro: how to read it, and whether anybody is over its capacity.
        closed: whether somebody has places that a limit or an absence closes.
        listing: the partners, full ones first.
    """

    heading: str
    intro: str
    closed: bool
    listing: Listing[Load]


def loads_of(result: PipelineResult, names: Names, cut: Cut, today: date) -> Loads | None:
    """Return the load of every partner, or None where the run has none."""
    if not result.loads:
        return None
    currency = result.settings.matching.currency
    rows = [load_of(load, currency, today) for load in result.loads]
    listing = cut.listing(rows, OPENED, "partner", "the file of partners")
    closed = any("closed" in row.slots for row in rows)
    return Loads(_heading(result, names, currency), _intro(result), closed, listing)


def load_of(load: PartnerLoad, currency: str, today: date) -> Load:
    """Return the load of one partner."""
    drawn = max(load.capacity, load.before + load.new)
    places = 0 if _is_out(load.partner, today) else load.room
    room = max(min(places, drawn - load.before - load.new), 0)
    closed = drawn - load.before - load.new - room
    parts = (("before", load.before), ("new", load.new), ("room", room), ("closed", closed))
    slots = tuple(kind for kind, number in parts for _ in range(number)) if drawn <= BOXES_UP_TO else ()
    before, new = (round(100 * part / drawn, 2) if drawn else 0.0 for part in (load.before, load.new))
    assumed = ", assumed" if load.assumed else ""
    label = f"{load.before} open before, {load.new} new, room for {room} more, capacity {load.capacity}{assumed}"
    return Load(
        name=shown(load.partner.label, 80),
        place=home(load.partner),
        chip=_chip(load, closed, today),
        before=load.before,
        new=load.new,
        capacity=load.capacity,
        room=room,
        full=_is_full(load),
        worth=money(load.slot_value, currency) if load.slot_value >= _WORTH_SAYING else "",
        slots=slots,
        before_share=before,
        new_share=new,
        label=label,
    )


def _is_out(partner: Partner, today: date) -> bool:
    """Whether a partner takes nothing today, whatever places it has."""
    return not partner.is_active or (partner.away_until is not None and partner.away_until >= today)


def _is_full(load: PartnerLoad) -> bool:
    """Whether a partner carries all that it can; one whose places are closed is not full."""
    return load.before + load.new >= load.capacity


def _chip(load: PartnerLoad, closed: int, today: date) -> str:
    """Say why a partner takes nothing or less than its capacity."""
    partner = load.partner
    if not partner.is_active:
        return "not active"
    if partner.away_until is not None and partner.away_until >= today:
        return f"away to {day(partner.away_until)}"
    if load.before > load.capacity:
        return "over its capacity before"
    if closed and partner.monthly_capacity is not None:
        return f"{partner.monthly_capacity} a month"
    return "capacity assumed" if load.assumed else ""


def _heading(result: PipelineResult, names: Names, currency: str) -> str:
    """Say how many are full, and where one more slot is worth most."""
    full = sum(map(_is_full, result.loads))
    best = max(result.loads, key=lambda load: load.slot_value)
    if full:
        found = f"{spelled(full)} {'partner is full' if full == 1 else 'partners are full'}"
    else:
        found = "No partner is full"
    if best.slot_value < _WORTH_SAYING:
        return f"{found}; one more slot would gain nothing" if full else found
    return f"{found}; one more slot at {names.partner(best.partner.id)} is worth {money(best.slot_value, currency)}"


def _intro(result: PipelineResult) -> str:
    over = [load for load in result.loads if load.before + load.new > load.capacity]
    given = sum(load.new > 0 for load in over)
    if given:
        return f"One box is one lead. {spelled(given)} of the partners over capacity got new leads."
    if over:
        carry = "partner carries" if len(over) == 1 else "partners carry"
        return f"One box is one lead. {spelled(len(over))} {carry} more than the capacity already and got nothing new."
    return "One box is one lead that a partner can carry. No partner is over its capacity."
