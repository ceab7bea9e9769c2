from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.identity.spelling import one_spelling, without_apostrophes
from leadmatch.values.text.fold import fold


def test_umlauts_ligatures_and_their_spellings_fall_together() -> None:
    assert {one_spelling(fold(name)) for name in ("Müller", "Mueller", "Muller")} == {"muller"}
    assert {one_spelling(fold(name)) for name in ("Århus", "Aarhus", "Arhus")} == {"arhus"}


def test_an_apostrophe_leaves_no_gap() -> None:
    assert without_apostrophes("O’Brien's") == "OBriens"


@given(st.text())
def test_one_spelling_is_ascii_and_final(text: str) -> None:
    once = one_spelling(fold(text))
    assert one_spelling(once) == once
    assert once == "" or (once.isascii() and once.isalnum())
