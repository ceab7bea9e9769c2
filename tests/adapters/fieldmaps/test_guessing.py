import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.adapters.fieldmaps.field_map import KINDS
from leadmatch.adapters.fieldmaps.guessing import guess_map
from leadmatch.adapters.fieldmaps.loading import field_map_of, shipped
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

ROWS: list[dict[str, object]] = [
    {"Kennung": "A1", "Wo": "Deutschland", "Wohin": "s@j.de", "Netz": "https://j.de", "Wann": "2026-06-12"},
    {"Kennung": "A2", "Wo": "Polska", "Wohin": "t@j.de", "Netz": "www.k.de", "Wann": "12.6.2026", "Ruf": None},
]


def test_columns_are_known_by_name_by_likeness_and_by_values() -> None:
    header = ("Kennung", "Telefonnumer", "Wo", "Wohin", "Netz", "Wann", "lead_id", "Was", "answers.own.code")
    found = {guess.column: (guess.target, guess.why) for guess in guess_map(header, ROWS, Lead).guesses}
    assert found == {
        "Kennung": ("lead_id", "a usual name for lead id"),
        "Telefonnumer": ("phone", "close to telefonnummer"),
        "Wo": ("country", "its values are countries"),
        "Wohin": ("email", "its values are e-mail addresses"),
        "Netz": ("website", "its values are web addresses"),
        "Wann": ("received_at", "its values are dates"),
        "lead_id": ("", "lead_id is taken already"),
        "Was": ("", ""),
        "answers.own.code": ("answers.own.code", "its name"),
    }


def test_a_recognised_system_is_extended_by_what_it_does_not_know() -> None:
    header = (*list(shipped("hubspot").of(Lead).meanings)[:8], "Wo")
    found = guess_map(header, [{"Wo": "Deutschland"}, {"Wo": "Polska"}], Lead)
    text = found.to_toml()
    told = field_map_of(text)
    assert text.startswith('extends = "hubspot"\n')
    assert told.base == "hubspot"
    assert told.of(Lead).meanings["Wo"].target == "country"
    assert found.guesses[0].to_dict() == {
        "column": "Record ID", "means": "lead_id", "example": "", "why": "HubSpot calls it so"
    }  # fmt: skip


def test_an_own_map_is_written_out() -> None:
    own = field_map_of('[lead]\nFirma = "company"\n', "own.toml")
    assert guess_map(("Firma",), [], Lead, own).to_toml() == '[lead]\n"Firma" = "company"\n'


def test_partners_are_guessed_by_their_own_names() -> None:
    found = guess_map(("Partnernummer", "Firma", "Länder", "Status"), [], Partner)
    assert [guess.target for guess in found.guesses] == ["partner_id", "name", "countries", "tier"]


@given(st.lists(st.text(), unique=True, max_size=8), st.sampled_from(sorted(KINDS)), st.text())
def test_any_header_gives_a_map_that_can_be_read(header: list[str], kind: str, cell: str) -> None:
    found = guess_map(header, [dict.fromkeys(header, cell), dict.fromkeys(header, None)], KINDS[kind])
    assert [guess.column for guess in found.guesses] == header
    field_map_of(found.to_toml())


@pytest.mark.parametrize("name", ["x" * 1_000_000, 'quo"te\\', "\ud800", "line\nbreak", "\0"])
def test_hostile_names_are_written_as_toml(name: str) -> None:
    field_map_of(guess_map((name, "E-Mail"), [], Lead).to_toml())


def test_ten_thousand_columns_are_looked_at_in_linear_time() -> None:
    header = tuple(f"column of my own {place}" for place in range(10_000))
    assert len(guess_map(header, [dict.fromkeys(header, "x@y.de")] * 3, Lead).guesses) == 10_000
