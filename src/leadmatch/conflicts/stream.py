"""Find the duplicates of a long file while it is read, holding no more leads than two windows bring."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from leadmatch.conflicts.duplicates import PairVerdict
from leadmatch.conflicts.search import DuplicateSearch
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.records.lead import Lead


def find_duplicates(leads: Iterable[Lead], settings: ConflictSettings | None = None) -> Iterator[PairVerdict]:
    """Yield each lead's duplicates among those before it; the earlier lead is `a`.

    Leads are held in two generations of one window each; the older one is dropped when the newer is full, so memory is
    bounded by the leads of two windows, whatever the length of the file. Frequencies (namesakes, the number of leads)
    count what is held.

    Args:
        leads: in the order of arrival; a lead that comes late, or has no time, is compared with what is held then.
        settings: thresholds, weights and the window; the shipped ones where None.
    """
    settings = settings or ConflictSettings()
    older, newer = DuplicateSearch((), settings), DuplicateSearch((), settings)
    begin: datetime | None = None
    for lead in leads:
        begin = begin or lead.received_at
        if begin and lead.received_at and lead.received_at - begin > timedelta(days=settings.window_days):
            older, newer, begin = newer, DuplicateSearch((), settings), lead.received_at
        portrait = newer.portrait(lead)
        for search in (older, newer):
            found = search.find(lead, portrait).verdicts
            yield from (replace(verdict, a=verdict.b, b=verdict.a) for verdict in found)
        newer.add(lead, portrait)
