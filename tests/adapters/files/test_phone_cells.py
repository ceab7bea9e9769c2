import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.adapters.files.phone_cells import mended


@pytest.mark.parametrize(
    ("phone", "country", "number"),
    [
        (442079460123, "GB", "+442079460123"),  # its + was taken off
        (442079460123.0, None, "+442079460123"),
        (2079460123, "GB", "+442079460123"),  # its leading zero was
        (2079460123.0, "United Kingdom", "+442079460123"),
        (236618100, "IT", "+390236618100"),  # in Italy the zero belongs to the number
        (493090182000, "FR", "+493090182000"),  # from another country than the lead's
        (3138492716, "US", "+13138492716"),
    ],
)
def test_what_is_left_of_a_number_is_used(phone: float, country: str | None, number: str) -> None:
    found, told = mended(phone, country)
    assert found == number
    assert "leading zero or + is gone" in told


@pytest.mark.parametrize(("phone", "country"), [(2079460123, None), (12345, "DE"), (2079460123, "Atlantis")])
def test_a_number_of_no_country_is_kept_as_its_digits(phone: int, country: str | None) -> None:
    found, told = mended(phone, country)
    assert found == str(phone)
    assert "cannot be told" in told


@pytest.mark.parametrize("phone", ["4.42E+11", "4,42079E+11", "4.420794e11", 4.42e17, 0.5, -30901820.0])
def test_lost_digits_are_not_made_up(phone: object) -> None:
    found, told = mended(phone, "GB")
    assert found is None
    assert "last digits are lost" in told


@pytest.mark.parametrize(
    "phone", [None, "", "+44 20 7946 0123", "1e", True, float("nan"), 0, 10**18, 10**400, float("inf"), ["1"]]
)
def test_anything_else_is_left_alone(phone: object) -> None:
    assert mended(phone, "GB")[1] == ""


@given(st.one_of(st.text(), st.floats(), st.integers()), st.none() | st.text())
def test_whatever_stands_in_a_cell_has_an_answer(phone: object, country: str | None) -> None:
    found, told = mended(phone, country)
    assert found is None or isinstance(found, str)
    assert isinstance(told, str)
