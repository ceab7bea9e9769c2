import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.identity.company_field import CompanyField, read_field, reread


def core(text: str) -> str:
    return " ".join(read_field(text).core.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Loomworks", "Loomworks"),
        ("www.hartwell-pumps.de", "hartwell-pumps"),
        ("https://hartwell.co.uk/about", "hartwell"),
        ("sales@torviksensors.no", "torviksensors"),
        ("ann@gmail.com", "ann@gmail"),
        ("St.Gallen", "St.Gallen"),
        ("hp.com", "hp"),
        ("Booking.com B.V.", "Booking B.V."),
        ("Orsted Marine c/o Kessler Logistics", "Orsted Marine"),
        ("c/o Kessler Logistics", "c/o Kessler Logistics"),
        ("Torvik Sensors, a Halden company", "Torvik Sensors"),
        ("Rent a Car Company", "Rent a Car Company"),
        ("Velora Energy (formerly Northgate Gas) Ltd", "Velora Energy Ltd"),
        ("Kestrel Freight f/k/a Hartley Haulage", "Kestrel Freight"),
        ("Solvane SA (ex Transports Mercier)", "Solvane SA"),
        ("Formerly Known Brewing", "Formerly Known Brewing"),
        ("Marchetti Pompe - Ufficio Acquisti", "Marchetti Pompe"),
        ("Einkauf", "Einkauf"),
        ("Department of Physics, University of Ulm", "University of Ulm"),
        ("Universität Ulm / Institut für Verteilte Systeme", "Universität Ulm"),
        ("School of Music, Berlin", "School of Music, Berlin"),
        ("Acme Pumps, Chicago", "Acme Pumps, Chicago"),
        ("Sales, HR", "Sales, HR"),
        ("AT & T", "AT&T"),
        ("P & O Ferries", "P&O Ferries"),
        ("Marks & Spencer", "Marks & Spencer"),
        ("CiscoSystems", "Cisco Systems"),
        ("NTTData", "NTT Data"),
        ("JPMorgan", "JP Morgan"),
        ("MeinbergUSA", "Meinberg USA"),
        ("HassoPlattnerInstitute", "Hasso Plattner Institute"),
        ("AlcatelLucent", "Alcatel Lucent"),
        ("LinkedIn", "LinkedIn"),
        ("FedEx", "FedEx"),
        ("McDonald", "McDonald"),
        ("Betriebsgesellschaft mbH", "Betriebsgesellschaft mbH"),
        ("Hartwell GesmbH", "Hartwell GesmbH"),
    ],
)
def test_the_name_stays_and_what_stands_beside_it_goes(text: str, expected: str) -> None:
    assert core(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Massachusetts Institute of Technology (MIT", "mit"),
        ("TUM (Technische Universität München)", "tum"),
        ("Loomworks (UK)", ""),
        ("Loomworks (York)", ""),
        ("Great Universal Looms (Great Universal)", ""),
        ("Baltic Grain Terminal (XYZ)", ""),
        ("Baltic Grain Terminal ()", ""),
    ],
)
def test_an_abbreviation_in_brackets_is_told_by_its_letters(text: str, expected: str) -> None:
    assert read_field(text).short == expected


def test_a_former_name_still_counts_among_the_words() -> None:
    assert read_field("Velora (formerly Northgate)") == CompanyField("Velora (,  Northgate)", "Velora")


@pytest.mark.parametrize(
    "text", ["Vidéotron", "Universität Tübingen", "Société Générale", "Łódź Meble", "東洋精密", "Ñandú"]
)
def test_text_that_was_misread_is_read_as_it_was_meant(text: str) -> None:
    misread = text.encode().decode("cp1252", errors="replace")
    assert reread(text) == text
    if "\ufffd" not in misread:
        assert reread(misread) == text
        assert reread(misread.encode().decode("latin-1")) == text


def test_text_that_only_looks_misread_stays() -> None:
    assert reread("Ã© Łódź") == "Ã© Łódź"
    assert reread("Ã© Ãx") == "Ã© Ãx"


@given(st.text(max_size=80) | st.text(alphabet="aB.&/(),-é Ã©", max_size=40))
def test_any_text_gives_an_answer(text: str) -> None:
    field = read_field(text)
    assert isinstance(field.name, str)
    assert reread(reread(text)) is not None
