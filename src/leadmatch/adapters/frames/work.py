"""The work on a table of leads: reading each row, deciding on it, and putting the results beside it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from leadmatch.adapters.frames.batches import Batch, Work
from leadmatch.adapters.frames.columns import ERROR, FOUND, LEAD_ID, Column, Scalar, renamed, values
from leadmatch.adapters.frames.findings import Listing, Tally
from leadmatch.adapters.frames.leads import Intake, LeadReader
from leadmatch.errors import MissingExtraError
from leadmatch.records.lead import Lead

if TYPE_CHECKING:
    from leadmatch.adapters.frames.tables import Table

Decide = Callable[[Iterable[Lead]], Iterable[Any]]
"""Takes leads and returns a result for each, in order."""
Spell = Callable[[int, Lead], Iterable[Any]]
"""Takes the place of a lead and the lead, and returns any number of lines about it."""

_CALLER = 6
"""How many calls above the end of the work the line of the user stands."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage whose results stand beside the leads.

    Attributes:
        name: what goes before the name of a column that is taken.
        columns: of its results.
        decide: does it.
        is_of_all: whether it looks at all leads together.
    """

    name: str
    columns: Sequence[Column]
    decide: Decide
    is_of_all: bool = False


def table_in(frame: object) -> "Table":
    """Return the table in whatever the caller has.

    Raises:
        FrameError: it is no table, or one that has to be computed first.
        MissingExtraError: narwhals is not installed, or pyarrow where it is needed.
    """
    try:
        from leadmatch.adapters.frames.tables import open_table
    except ModuleNotFoundError:
        raise MissingExtraError('Data frames need narwhals: pip install "channel-leadmatch[frames]"') from None
    return open_table(frame)


def extended(frame: object, intake: Intake, stage: Stage, prefix: str | None) -> Any:  # noqa: ANN401 - a table of any kind
    """Return a table with the results of a stage beside each of its rows."""
    table, tally = table_in(frame), Tally()
    reader = LeadReader(table.names, table.single, intake, tally)
    own = renamed((*stage.columns, ERROR), table.names, stage.name, prefix)
    ids = () if LEAD_ID.name in table.names else (LEAD_ID,)

    def do(batch: Batch) -> list[Sequence[Scalar]]:
        leads, errors = reader.read(batch)
        results = iter(stage.decide(lead for lead in leads if lead is not None))
        beside = [None if lead is None else next(results) for lead in leads]
        return [*values((*ids, *own[:-1]), beside), errors]

    work = Work((*ids, *own), do, lambda: tally.tell(_CALLER))
    return table.at_once().extended(work) if stage.is_of_all else table.extended(work)


def derived(frame: object, intake: Intake, columns: Sequence[Column], spell: Spell) -> Any:  # noqa: ANN401 - a table of any kind
    """Return a new table with any number of lines for each lead; a row that cannot be read has none."""
    table, tally = table_in(frame), Tally()
    reader = LeadReader(table.names, table.single, intake, tally)

    def do(batch: Batch) -> list[list[Scalar]]:
        leads, _ = reader.read(batch)
        numbered = enumerate(leads, batch.start)
        lines = chain.from_iterable(spell(row, lead) for row, lead in numbered if lead is not None)
        return list(values(columns, list(lines)))

    return table.derived(Work(columns, do, lambda: tally.tell(_CALLER)))


def faults(frame: object, intake: Intake) -> Any:  # noqa: ANN401 - a table of any kind
    """Return a new table with a line for everything that is wrong with the rows of another."""
    table, listing = table_in(frame), Listing()
    reader = LeadReader(table.names, table.single, intake, listing)

    def do(batch: Batch) -> list[list[Scalar]]:
        listing.lines.clear()
        reader.read(batch)
        return list(values(FOUND, sorted(listing.lines, key=lambda line: line[0])))

    return table.derived(Work(FOUND, do, lambda: None))


def by_id(decide: Callable[[Sequence[Lead]], Iterable[Any]]) -> Decide:
    """Let equal rows of one id share a result, for a stage that takes each id once."""

    def each(leads: Iterable[Lead]) -> Iterator[Any]:
        batch = list(leads)
        once = {lead.id: lead for lead in batch}
        results = dict(zip(once, decide(list(once.values())), strict=True))
        return (results[lead.id] for lead in batch)

    return each
