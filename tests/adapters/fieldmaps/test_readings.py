import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.adapters.fieldmaps.readings import READINGS, flag, money, split_name


@pytest.mark.parametrize(
    ("reading", "cell", "value"),
    [
        ("html", "<p>Need <b>tills</b>&nbsp;&amp; more</p><br/>now", "Need tills & more\nnow"),
        ("html", "<style>p{}</style>a < b and c > d", "a < b and c > d"),
        ("html", "plain", "plain"),
        ("range", "25-50", 35),
        ("range", "1,000 - 5,000", 2236),
        ("range", "1000+", 1000),
        ("range", "more than 500", 500),
        ("range", "1'200", "1200"),
        ("range", "many", "many"),
        ("salesforce_id", "0015000000Gv7qJ", "0015000000Gv7qJAAR"),
        ("salesforce_id", "0015000000Gv7qJAAR", "0015000000Gv7qJAAR"),
        ("salesforce_id", "no id", "no id"),
        ("reference", "base.de", "de"),
        ("reference", "base.uk", "gb"),
        ("reference", "base.state_us_5", None),
        ("reference", "California (US)", "California"),
        ("reference", "Germany", "Germany"),
        ("language", "de_DE", "de"),
        ("language", "German / Deutsch", "de"),
        ("language", "Klingon", "Klingon"),
        ("first", " , b@c.de; d@e.de", "b@c.de"),
        ("first", ", ;", None),
        ("day", "x", "x"),
    ],
)
def test_cells_are_read_as_the_system_writes_them(reading: str, cell: str, value: object) -> None:
    assert READINGS[reading](cell).value == value


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("$25,000.00", "25000.0"),
        ("12.500,50 EUR", "12500.5"),
        ("CHF 1'200", "1200.0"),
        ("1250.50", "1250.50"),
        ("1.234", "1.234"),
        ("much", "much"),
        ("9" * 60, "9" * 60),
        ("$1,2,", "$1,2,"),
    ],
)
def test_amounts_lose_their_currency(cell: str, number: str) -> None:
    assert money(cell) == number


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ann Lee Moss", ("Ann Lee", "Moss")),
        ("Moss, Ann", ("Ann", "Moss")),
        ("Moss", (None, "Moss")),
        ("  ", (None, None)),
    ],
)
def test_a_full_name_splits_before_its_last_word(name: str, parts: tuple[str | None, str | None]) -> None:
    assert split_name(name) == parts


@pytest.mark.parametrize(("cell", "says"), [("TRUE", True), ("Ja", True), (1, True), ("0", False), ("", False)])
def test_yes_is_understood_in_several_ways(cell: object, says: bool) -> None:
    assert flag(cell) is says


@given(st.sampled_from(sorted(READINGS)), st.text())
def test_any_text_has_an_answer(reading: str, text: str) -> None:
    READINGS[reading](text)
    money(text)
    split_name(text)


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "<style>", "&", "&#", "</script"])
def test_hostile_html_is_read_in_linear_time(piece: str) -> None:
    READINGS["html"](piece * 200_000)
