"""Times data frames: what a frame adds to the work itself, and a Parquet file through screen, qualify and rank.

    python benchmarks/frames.py                      # what a frame adds; 10,000 leads from Parquet to Parquet
    python benchmarks/frames.py 10000 100000 1000000 # as many leads as are named, one run after the other

CPU time, best of several runs for what a frame adds; the peak of memory is that of a process of its own for each size.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

import leadmatch as lm
from leadmatch.adapters.frames.batches import Batch, Work
from leadmatch.adapters.frames.columns import SCREENING, Column, Scalar, values
from leadmatch.adapters.frames.tables import open_table
from leadmatch.records.making import to_row
from leadmatch.testing.market import NOW, SyntheticMarket, synthetic_market

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SEED, PARTNERS, ROUNDS, ROWS = 20_261_122, 40, 9, 20_000
NARROW = ("lead_id", "first_name", "email", "phone", "company", "message")
BATCH = 10_000


def market(leads: int, partners: int = PARTNERS) -> SyntheticMarket:
    return synthetic_market(Random(SEED), leads=leads, partners=partners)


def drain(results: Iterable[object]) -> None:
    for _ in results:
        pass


def cpu(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def added(names: tuple[str, ...], results: tuple[Column, ...]) -> Iterator[tuple[str, float]]:
    """Yield (library, microseconds a row) that a frame costs beyond the same work on lists that are there already."""
    import pandas as pd
    import polars as pl

    known = market(1_000)
    reports = list(lm.Screener().screen_many(known.leads)) * (ROWS // 1_000)
    rows = [to_row(lead) for lead in known.leads] * (ROWS // 1_000)
    lists = {name: [row.get(name) for row in rows] for name in names}

    def do(batch: Batch) -> list[list[Scalar]]:
        for _ in zip(*batch.columns, strict=True):
            pass
        return list(values(results, reports[: len(batch.columns[0])]))

    work = Work(results, do, lambda: None)
    for library, make in (("pandas", pd.DataFrame), ("polars", pl.DataFrame), ("pyarrow", pa.table)):
        table = open_table(make(lists))
        starts = range(0, ROWS, BATCH)
        ready = [Batch(start, [part[start : start + BATCH] for part in lists.values()]) for start in starts]
        pairs = [(cpu(partial(table.extended, work)), cpu(partial(drain, map(do, ready)))) for _ in range(ROUNDS)]
        yield library, (min(pair[0] for pair in pairs) - min(pair[1] for pair in pairs)) / ROWS * 1e6


def write_leads(path: Path, leads: int) -> None:
    """Write a market as Parquet, as web forms bring it, without notes; it is repeated under new ids."""
    known = market(min(leads, BATCH))
    names = [
        name
        for name in dict.fromkeys(name for lead in known.leads for name in to_row(lead))
        if name not in {"answers", "notes"}
    ]
    rows = [to_row(lead) for lead in known.leads]
    table = pa.table({name: [row.get(name) for row in rows] for name in names})
    place = table.schema.get_field_index("lead_id")
    with pq.ParquetWriter(path, table.schema) as writer:
        for turn in range(-(-leads // len(rows))):
            ids = pa.array([f"L{turn:04}-{number:06}" for number in range(len(rows))])
            writer.write_table(table.set_column(place, "lead_id", ids).slice(0, leads - turn * len(rows)))


def pass_through(source: Path, target: Path) -> None:
    """Take a file of leads through three stages, in one process and batch by batch."""
    partners = market(1).partners
    with pq.ParquetFile(source) as file:
        leads = pa.RecordBatchReader.from_batches(file.schema_arrow, file.iter_batches(BATCH))
        screened = lm.frames.screen(leads)
        qualified = lm.frames.qualify(screened, now=NOW)
        ranked = lm.frames.rank(qualified, partners, now=NOW)
        with pq.ParquetWriter(target, ranked.schema) as writer:
            for batch in ranked:
                writer.write_batch(batch)


def measured(source: Path, target: Path, pipe: "Connection[object, object]") -> None:
    begin = time.process_time()
    pass_through(source, target)
    pipe.send((time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024))


def main(sizes: list[int]) -> None:
    for results in (SCREENING[:1], SCREENING):
        told = ", ".join(f"{library} {cost:.2f}" for library, cost in added(NARROW, results))
        print(f"what a frame adds, {len(NARROW)} columns in and {len(results)} out, µs a row: {told}", flush=True)
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        for leads in sizes:
            source, target = Path(folder, "leads.parquet"), Path(folder, "ranked.parquet")
            write_leads(source, leads)
            near, far = context.Pipe()
            process = context.Process(target=measured, args=(source, target, far))
            process.start()
            seconds, peak = near.recv()
            process.join()
            assert pq.read_metadata(target).num_rows == leads
            print(
                f"{leads:>9,} leads from Parquet through screen, qualify and rank ({PARTNERS} partners) to Parquet: "
                f"{leads / seconds:,.0f} leads/s of CPU time, peak memory {peak / 1e6:,.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000])
