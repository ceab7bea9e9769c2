from hypothesis import given

from leadmatch.matching.words import key, stems
from leadmatch.testing.strategies import hostile_text


def test_case_accents_and_blanks_do_not_count_but_signs_do() -> None:
    assert key(" Gestión  de Flotas") == key("GESTION DE FLOTAS")
    assert key("Wi-Fi") == key("WIFI")
    assert key("UPS >500kW") != key("UPS <500kW")
    assert key("UPS 1.5 kW") != key("UPS 15 kW")


def test_words_are_cut_to_their_stems() -> None:
    assert stems("Care homes") == stems("care home")


@given(hostile_text())
def test_any_text_has_a_key(text: str) -> None:
    assert key(key(text)) == key(text)
