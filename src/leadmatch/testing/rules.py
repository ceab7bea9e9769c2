"""The rules that a ledger always keeps, checked on its events alone, as somebody would who trusts nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from leadmatch.distribution.events import Event, EventKind

_GIVES: Final = frozenset({EventKind.OFFERED, EventKind.REASSIGNED, EventKind.IMPORTED})
_ENDS: Final = frozenset(
    {
        EventKind.DECLINED,
        EventKind.EXPIRED,
        EventKind.REVOKED,
        EventKind.RETURNED,
        EventKind.WITHDRAWN,
        EventKind.WON,
        EventKind.LOST,
    }
)
_REFUSES: Final = frozenset({EventKind.DECLINED, EventKind.RETURNED})
_SEEN: Final = frozenset({EventKind.OPENED, EventKind.ACCEPTED, EventKind.REGISTERED})


def broken_rules(events: Iterable[Event], capacity: Mapping[str, int]) -> Iterator[str]:
    """Yield a sentence for each rule that was broken: two partners at once, a second offer after a no, too many leads.

    Args:
        events: of all leads, in any order.
        capacity: places of each partner, by its id; the same all the time.
    """
    stories: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: (event.lead_id, event.sequence)):
        stories[event.lead_id].append(event)
    turns: list[tuple[object, int, str]] = []
    for lead_id, story in stories.items():
        yield from _of_one(lead_id, story)
        turns += _turns(story)
    held: dict[str, int] = defaultdict(int)
    for at, change, partner_id in sorted(turns):  # a place that is given back at a moment is free at that moment
        held[partner_id] += change
        if change > 0 and held[partner_id] > capacity.get(partner_id, 0):
            yield f"{partner_id} carries {held[partner_id]} leads of {capacity.get(partner_id, 0)} at {at}"


def _of_one(lead_id: str, story: Iterable[Event]) -> Iterator[str]:
    holder: str | None = None
    refused: set[str | None] = set()
    may_share = True
    for event in story:
        if event.kind is EventKind.RECEIVED:
            may_share = event.flag("may_share")
        if event.kind in _GIVES:
            taken = holder if event.kind is not EventKind.REASSIGNED else None
            yield from _of_gift(lead_id, event.partner_id, taken, refused=event.partner_id in refused, shared=may_share)
            holder = event.partner_id
        elif event.kind in _SEEN and event.partner_id != holder:
            yield f"{lead_id} is {event.kind} by {event.partner_id}, and {holder} has it"
        if event.kind in _REFUSES:
            refused.add(holder)
        if event.kind in _ENDS and not _only_lapses(event):
            holder = None


def _of_gift(lead_id: str, partner_id: str | None, taken: str | None, *, refused: bool, shared: bool) -> Iterator[str]:
    """Yield what is wrong with giving a lead to a partner."""
    if taken is not None:
        yield f"{lead_id} goes to {partner_id} while {taken} has it"
    if refused:
        yield f"{lead_id} goes again to {partner_id}, which did not want it"
    if not shared:
        yield f"{lead_id} goes to {partner_id} and may not be shared"


def _only_lapses(event: Event) -> bool:
    """Return whether a registration ends here, and the partner keeps the lead."""
    return event.kind is EventKind.EXPIRED and not {"registration.lapsed", "registration.ended"}.isdisjoint(
        event.reasons
    )


def _turns(story: Iterable[Event]) -> Iterator[tuple[object, int, str]]:
    """Yield when a partner's place was taken (1) and given back (-1)."""
    holder: str | None = None
    for event in story:
        leaves = event.kind in _ENDS or event.kind in _GIVES or event.kind is EventKind.REGISTERED
        if holder is not None and leaves:
            yield event.at, -1, holder
            holder = None
        if event.kind in _GIVES and event.partner_id is not None:
            holder = event.partner_id
            yield event.at, 1, holder
