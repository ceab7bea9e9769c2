"""What only DuckDB has; where it is not installed this file is left out."""

import duckdb
import narwhals as nw
import pytest

import leadmatch as lm
from leadmatch.errors import FrameError

LEADS = "SELECT 'A' AS lead_id, 'a@b.de' AS email"


def test_a_relation_stays_with_its_connection() -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE owners AS SELECT 'A' AS lead_id, 'Ana' AS owner")
    found = lm.frames.screen(connection.sql(LEADS))
    assert found.join(connection.table("owners"), "lead_id").fetchall()[0][-1] == "Ana"


def test_a_connection_that_looks_at_no_variables_gets_its_results_too() -> None:
    connection = duckdb.connect(config={"python_enable_replacements": False})
    found = lm.frames.screen(connection.sql(LEADS))
    assert found.columns[:3] == ["lead_id", "email", "verdict"]
    assert len(found.fetchall()) == 1


def test_what_has_to_be_computed_first_is_told() -> None:
    lazy = nw.from_native(duckdb.connect().sql(LEADS))
    with pytest.raises(FrameError, match="has to be computed first"):
        lm.frames.screen(lazy)
