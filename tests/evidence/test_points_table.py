"""Points tables: additive, exact in JSON, and deaf to what they do not know."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.errors import LeadmatchError
from leadmatch.evidence.points_table import PointsTable, Ranges

FINITE = st.floats(-1e6, 1e6)
NAMES = st.text(st.characters(codec="utf-8"), max_size=8)


@st.composite
def ranges(draw: st.DrawFn) -> Ranges:
    edges = tuple(sorted(draw(st.sets(FINITE, max_size=5))))
    return Ranges(edges, tuple(draw(FINITE) for _ in range(len(edges) + 1)))


TABLES = st.builds(
    PointsTable,
    base=FINITE,
    values=st.dictionaries(NAMES, st.dictionaries(NAMES, FINITE, max_size=3), max_size=3),
    ranges=st.dictionaries(NAMES, ranges(), max_size=3),
    missing=st.dictionaries(NAMES, FINITE, max_size=3),
)
RECORDS = st.dictionaries(NAMES, NAMES | st.floats() | st.integers() | st.none())


@given(TABLES)
def test_a_table_comes_back_equal_from_json(table: PointsTable) -> None:
    again = PointsTable.from_json(table.to_json())
    assert again == table
    assert again.digest() == table.digest()
    assert len(table.digest()) == 12


@given(TABLES, RECORDS)
def test_any_record_gets_one_reason_a_feature_and_a_base(table: PointsTable, record: dict[str, object]) -> None:
    card = table.score(record)
    assert len(card.reasons) == 1 + len(table.values) + len(table.ranges)
    assert card.reasons[0].points == table.base
    assert all(reason.message() for reason in card.reasons)
    assert PointsTable.from_json(table.to_json()).score(record).total == card.total


@given(ranges(), FINITE)
def test_every_number_lies_in_one_range_that_says_so(table: Ranges, value: float) -> None:
    index = table.place(value)
    below = table.edges[index - 1] if index else float("-inf")
    above = table.edges[index] if index < len(table.edges) else float("inf")
    assert below <= value < above


def test_ranges_are_named_by_their_bounds() -> None:
    table = Ranges((10.0, 50.0), (1.0, 2.0, 3.0))
    assert [table.name(index) for index in range(3)] == ["below 10", "10 to 50", "50 or more"]
    assert Ranges((), (1.0,)).name(0) == "any"


@pytest.mark.parametrize(
    ("edges", "points"), [((1.0,), (1.0,)), ((2.0, 1.0), (1.0, 2.0, 3.0)), ((1.0, 1.0), (1.0, 2.0, 3.0))]
)
def test_ranges_out_of_order_are_refused(edges: tuple[float, ...], points: tuple[float, ...]) -> None:
    with pytest.raises(LeadmatchError, match="ascending edges"):
        Ranges(edges, points)


def test_what_is_missing_or_was_never_seen_counts_as_missing() -> None:
    table = PointsTable(
        base=1.0,
        values={"industry": {"Brewery": 2.0}},
        ranges={"employees": Ranges((50.0,), (3.0, 4.0))},
        missing={"industry": -0.5, "employees": -0.25},
    )
    assert table.score({"industry": "Brewery", "employees": 50}).total == 7.0
    assert table.score({"industry": "Bakery", "employees": float("nan")}).total == 0.25
    assert table.score({"industry": None, "employees": "many"}).total == 0.25
    assert table.score({}).total == 0.25
    shown = table.score({"industry": "Brewery", "employees": 12}).reasons
    assert [reason.message() for reason in shown] == [
        "Where everything else is average",
        "industry is Brewery",
        "employees is 12, which lies in below 50",
    ]


VALID = {"schema_version": 1, "base": 0, "values": {}, "ranges": {}, "missing": {}}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "7",
        "{}",
        json.dumps(VALID | {"schema_version": 2}),
        json.dumps(VALID | {"base": "much"}),
        json.dumps(VALID | {"values": []}),
        json.dumps(VALID).replace('"base": 0', '"base": NaN'),
        json.dumps(VALID).replace('"base": 0', '"base": -Infinity'),
        json.dumps(VALID | {"ranges": {"x": {"edges": [2, 1], "points": [1, 2, 3]}}}),
        json.dumps(VALID | {"ranges": {"x": {"edges": [1]}}}),
        json.dumps(VALID | {"base": None}),
    ],
    ids=str,
)
def test_what_is_no_points_table_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(LeadmatchError):
        PointsTable.from_json(text)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity", '"NaN"', '"1"', "true", "1" + "0" * 400])
def test_a_number_that_is_not_finite_is_refused(number: str) -> None:
    with pytest.raises(LeadmatchError, match="This is not a points table"):
        PointsTable.from_json(json.dumps(VALID).replace('"base": 0', f'"base": {number}'))
