"""The same pairs by splink 5 on DuckDB: the same prepared columns, keys like those of the index, no labels.

It needs splink, which is no dependency of the project: run the benchmark in an environment that has both.
"""

import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from leadmatch.conflicts.portrait import Portrait

COLUMNS = (
    "unique_id",
    "domain",
    "phone",
    "trunk",
    "mailbox",
    "company",
    "word",
    "beginning",
    "initials",
    "city",
    "postal",
)


def linked_pairs(ids: list[str], portraits: list[Portrait]) -> tuple[list[tuple[str, str, float]], float]:
    """Return the pairs with their match weights, and the CPU seconds of blocking, training and scoring."""
    connection = duckdb.connect()
    fill(connection, ids, portraits)
    begin = time.process_time()
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register("records"), settings(), log_level="ERROR")
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=7)
    for rule in (block_on("domain"), block_on("phone"), block_on("company")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    edges = linker.inference.predict(threshold_match_weight=0)
    rows = connection.sql(
        f"select unique_id_l, unique_id_r, match_weight from {edges.physical_name}"  # noqa: S608 - splink's own name
    ).fetchall()
    return rows, time.process_time() - begin


def fill(connection: duckdb.DuckDBPyConnection, ids: list[str], portraits: list[Portrait]) -> None:
    rows = [row(*record) for record in zip(ids, portraits, strict=True)]
    columns = list(zip(*rows, strict=True))
    import pyarrow as pa

    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in zip(COLUMNS, columns, strict=True)})
    connection.register("arrow_records", table)
    connection.execute("create table records as select * from arrow_records")


def row(lead_id: str, portrait: Portrait) -> tuple[str | None, ...]:
    word = portrait.company[0] if portrait.company else ""
    initials = "".join(part[0] for part in portrait.company) if len(portrait.company) > 1 else portrait.company_key
    trunk = portrait.phone[:-3] if portrait.phone and not portrait.mobile else ""
    mailbox = "" if portrait.role else portrait.mailbox
    cells = (portrait.domain, portrait.phone, trunk, mailbox, portrait.company_key, word, word[:4], initials)
    return (lead_id, *(cell or None for cell in (*cells, portrait.city, portrait.postal)))


def settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("company", [0.95, 0.88]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("domain").configure(term_frequency_adjustments=True),
            cl.ExactMatch("phone").configure(term_frequency_adjustments=True),
            cl.ExactMatch("trunk"),
            cl.ExactMatch("mailbox"),
            cl.ExactMatch("postal").configure(term_frequency_adjustments=True),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("domain"),
            block_on("phone"),
            block_on("trunk"),
            block_on("mailbox"),
            block_on("company"),
            block_on("word", "postal"),
            block_on("initials", "postal"),
            block_on("beginning", "city"),
        ],
        retain_matching_columns=False,
    )
