"""`leadmatch ledger import`: take records and events into the ledger."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import attrgetter
from typing import Final, TypeVar

import click

from leadmatch.adapters.files.reading import read_rows
from leadmatch.adapters.files.rows import Header, Row
from leadmatch.adapters.files.source import STANDARD_INPUT
from leadmatch.cli.ledger.call import Call, with_founding_call
from leadmatch.cli.ledger.taking import Outcome, take_deal, take_lead, take_offer, take_partner, user_of
from leadmatch.cli.table import Column, field, table
from leadmatch.distribution.events import Event
from leadmatch.distribution.takeover import take_over
from leadmatch.errors import LeadmatchError, StoreError

KINDS: Final = ("partners", "users", "deals", "leads", "offers", "events")
_CHUNK: Final = 200
"""Records of one batch: it is written whole or not at all, and nobody else writes meanwhile."""

Item = TypeVar("Item")


@click.command("import", short_help="Take in partners, users, deals, leads, offers or events.")
@click.argument("file", metavar="FILE")
@click.option("--kind", type=click.Choice(KINDS), help="What the file holds; guessed from its columns if not told.")
@with_founding_call
def import_(call: Call, file: str, kind: str | None) -> None:
    """Take a file into the ledger; the same file twice changes nothing.

    CSV or JSON Lines of partners, users (user_id, partner_id, name, email, role owner or rep, language), deals, leads
    or offers, by their own columns. Records that are known are updated; a partner that is no longer active gives back
    what it has not opened. Offers are what partners got before this ledger began: what lives is taken over as
    accepted. Leads wait until the next `leadmatch run --store`. Begin with partners, then deals and leads, then offers.

    JSON Lines of `history --json` are events: they are taken over as they are, and checked by their hashes.

    Examples: leadmatch ledger import partners.csv; leadmatch ledger import users.csv --store sqlite:///leadmatch.db
    """
    counts = Counter(_TAKERS[kind or _guessed(file)](call, file))
    told = {str(outcome): counts[outcome] for outcome in Outcome}
    call.session.write([told], lambda objects: table(objects, _COLUMNS), 1, "Importing")


def _guessed(file: str) -> str:
    if file == STANDARD_INPUT:
        raise click.UsageError(f"Say with --kind what comes over standard input: {', '.join(KINDS)}.")
    for finding in read_rows(file):
        names = (
            finding.names if isinstance(finding, Header) else tuple(finding.values) if isinstance(finding, Row) else ()
        )
        if names:
            return _kind_of(frozenset(names))
    return "leads"


def _kind_of(names: frozenset[str]) -> str:
    signs = (
        ({"sequence", "kind", "hash"}, "events"),
        ({"user_id"}, "users"),
        ({"offer_id"}, "offers"),
        ({"deal_id"}, "deals"),
    )
    found = next((kind for needed, kind in signs if needed <= names), None)
    return found or ("partners" if "partner_id" in names and "lead_id" not in names else "leads")


def _partners(call: Call, file: str) -> Iterator[Outcome]:
    return _each(call, call.session.partners(file), take_partner)


def _deals(call: Call, file: str) -> Iterator[Outcome]:
    return _each(call, call.session.deals(file), take_deal)


def _leads(call: Call, file: str) -> Iterator[Outcome]:
    return _each(call, call.session.leads(file), take_lead)


def _offers(call: Call, file: str) -> Iterator[Outcome]:
    """Take what has ended first: it takes no place from what lives."""
    return _each(call, sorted(call.session.offers(file), key=attrgetter("is_live")), take_offer)


def _users(call: Call, file: str) -> Iterator[Outcome]:
    return _each(call, list(call.session.rows(file)), user_of)


def _events(call: Call, file: str) -> Iterator[Outcome]:
    events = [event for event in (_event(call, row) for row in call.session.rows(file)) if event is not None]
    events.sort(key=lambda event: (event.lead_id, event.sequence))
    stories = [(lead_id, list(story)) for lead_id, story in groupby(events, attrgetter("lead_id"))]
    return _each(call, stories, _take_story)


def _take_story(call: Call, story: tuple[str, Sequence[Event]]) -> Outcome:
    lead_id, events = story
    known = call.store.state(lead_id).sequence
    after = take_over(call.store, lead_id, events).sequence
    return Outcome.UNCHANGED if after == known else Outcome.CHANGED if known else Outcome.NEW


def _event(call: Call, row: Row) -> Event | None:
    try:
        return Event.from_json(json.dumps(row.values))
    except LeadmatchError as error:
        call.session.refuse(f"Row {row.number}: {error}")
        return None


def _each(call: Call, items: Sequence[Item], take: Callable[[Call, Item], Outcome]) -> Iterator[Outcome]:
    """Take items in, many in one batch; what a rule keeps out is told, and the others go on."""
    done = 0
    for chunk in _chunks(items):
        with call.store.batch():
            for item in chunk:
                done += 1
                call.session.progress("Taking in", done, len(items))
                yield _taken(call, item, take)
    call.session.progress.end()


def _taken(call: Call, item: Item, take: Callable[[Call, Item], Outcome]) -> Outcome:
    try:
        return take(call, item)
    except StoreError:
        raise
    except LeadmatchError as error:
        call.session.refuse(str(error))
        return Outcome.REFUSED


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk


_TAKERS: Mapping[str, Callable[[Call, str], Iterator[Outcome]]] = {
    "partners": _partners,
    "users": _users,
    "deals": _deals,
    "leads": _leads,
    "offers": _offers,
    "events": _events,
}
_COLUMNS = tuple(Column(str(outcome).capitalize(), field(str(outcome)), right=True) for outcome in Outcome)
