"""Partners, deals and offers beside a table of leads: records, or a table of them; and the moment of a decision."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from leadmatch.adapters.files.row_reader import KeptRecords, RowReader
from leadmatch.adapters.files.rows import Row
from leadmatch.adapters.frames.findings import Tally
from leadmatch.adapters.frames.leads import Intake
from leadmatch.adapters.frames.work import table_in
from leadmatch.errors import FrameError
from leadmatch.matching.matcher import Matcher
from leadmatch.records.deal import Deal
from leadmatch.records.making import RecordT
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner
from leadmatch.settings import Settings

Records = Any
"""Records of one kind, or a table of them."""

_CALLER = 4
"""How many calls above the end of the reading the line of the user stands."""


def moment_of(now: datetime | None) -> datetime:
    """Return the time of the decisions: what was told, else the clock's.

    Raises:
        ValueError: it has no offset.
    """
    if now is None:
        return datetime.now(UTC).replace(microsecond=0)
    if now.tzinfo is None:
        raise ValueError("Give `now` with its offset, such as datetime.now(tz=UTC)")
    return now


@dataclass(frozen=True, slots=True)
class Market:
    """Whom leads can go to, and what stands in the way.

    Attributes:
        partners: who can take leads.
        deals: registered deals and protected accounts.
        offers: earlier offers.
    """

    partners: tuple[Partner, ...]
    deals: tuple[Deal, ...]
    offers: tuple[Offer, ...]

    @classmethod
    def of(cls, intake: Intake, partners: Records, deals: Records, offers: Records) -> "Market":
        """Read what the caller has.

        Raises:
            FrameError: one of them is neither records nor a table of them.
        """
        return cls(_given(Partner, partners, intake), _given(Deal, deals, intake), _given(Offer, offers, intake))

    def matcher(self, settings: Settings) -> Matcher:
        """Return what ranks the partners."""
        return Matcher(self.partners, self.deals, self.offers, settings.matching)


def _given(kind: type[RecordT], told: Any, intake: Intake) -> tuple[RecordT, ...]:  # noqa: ANN401 - records or any table
    """Return records: as they are, or read of a table, with a warning about rows that cannot be read.

    Args:
        kind: `Partner`, `Deal` or `Offer`.
        told: records of that kind, or a table with their columns.
        intake: how rows are to be read.

    Raises:
        FrameError: it is neither, or its columns are not those of such records.
    """
    if isinstance(told, list | tuple | set | frozenset) and all(isinstance(one, kind) for one in told):
        return tuple(cast("list[RecordT]", told))
    table, tally = table_in(told), Tally()
    memory: KeptRecords[RecordT] = KeptRecords()
    name = f"{kind.__name__.lower()}s"
    columns = intake.columns(kind)
    reader = RowReader(name, kind, intake.tzinfo, columns, memory, tally.bad, tally.warn)
    refusal = reader.refusal(table.names)
    if refusal:
        raise FrameError(refusal)

    for batch in table.at_once().batches():
        if batch.start == 0:
            columns.look(dict(zip(table.names, cells, strict=True)) for cells in zip(*batch.columns, strict=True))
        for number, cells in enumerate(zip(*batch.columns, strict=True), batch.start):
            reader.record(Row(number, dict(zip(table.names, cells, strict=True))))
    tally.tell(_CALLER)
    return tuple(record for _, record in memory.by_id.values())
