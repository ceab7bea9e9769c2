import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.identity.company import acronym, company_key, company_tokens, read_company, strip_legal_form

NAMES = st.text() | st.text(alphabet="aeouü .&/-GmbHCoLtdS株(", max_size=40)


@pytest.mark.parametrize(
    "names",
    [
        ("Müller & Söhne GmbH & Co. KG", "Mueller und Soehne", "MULLER AND SOHNE"),
        ("Ålborg Værft A/S", "Aalborg Vaerft AS"),
        ("Sørensen & Søn VVS A/S", "Soerensen og Soen VVS"),
        ("東洋精密(株)", "東洋精密株式会社", "株式会社東洋精密"),
        ("Fiat S.p.A.", "FIAT SpA", "Fiat"),
        ("Kowalski Sp. z o.o.", "kowalski sp.z o.o."),
        ("A-B-C Company", "A.B.C. Co.", "ABC"),
        ("J. P. Morgan", "JP Morgan", "J.P. Morgan Inc."),
        ("ООО Ромашка", "Romashka"),
        ("Sá & Pereira Lda", "Sa e Pereira", "Sá y Pereira"),
        ("The Bank of the West", "Bank of the West"),
        ("O'Brien’s Ltd", "OBriens Limited"),
        ("Hilltop Grain Co-op", "Hilltop Grain"),
        ("Firma Holzer Kühlung e.K.", "Holzer Kuehlung"),
        ("PPHU Zielony Las", "Zielony Las"),
        ("EURL Boulangerie Tessier", "Boulangerie Tessier"),
        ("Hollweg GmbH Werk Ulm", "Hollweg Werk Ulm"),
        ("Internet Systems Consortium ISC", "ISC Internet Systems Consortium", "Internet Systems Consortium (ISC"),
        ("Loomworks, VAT Q0818002H", "Loomworks VAT"),
        ("AT & T", "AT&amp;T Inc.", "AT+T"),
        ("Brauer Guss GmbH, Abt. Einkauf", "Brauer Guss"),
        ("www.brauer-guss.de", "Brauer-Guss.com", "Brauer Guss"),
    ],
)
def test_spellings_of_one_name_have_one_key(names: tuple[str, ...]) -> None:
    assert len({company_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Harrow & Pike", "Harrow Pike"), ("Eastgate Ltd", "Westgate Ltd"), ("Orion Bakery", "Orion Ltd"), ("AG", "SA")],
)
def test_names_that_differ_keep_different_keys(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


@pytest.mark.parametrize(
    ("name", "stripped"),
    [
        ("Müller & Söhne GmbH & Co. KG", "Müller & Söhne"),
        ("Ferretti S.A. de C.V.", "Ferretti"),
        ("Lim Chye Seng Freight Services Pte Ltd", "Lim Chye Seng Freight Services"),
        ("GmbH", "GmbH"),
        ("Smith & Co", "Smith"),
        ("Acme, Inc.", "Acme"),
        ("Acme & GmbH", "Acme"),
        ("", ""),
    ],
)
def test_the_legal_form_comes_off_and_the_rest_stays_as_written(name: str, stripped: str) -> None:
    assert strip_legal_form(name) == stripped


def test_an_acronym_takes_the_initials_of_telling_words() -> None:
    assert acronym("Bayerische Motoren Werke AG") == "bmw"
    assert acronym("Bank of America") == "ba"
    assert acronym("Siemens AG") == ""
    assert acronym(None) == ""
    assert acronym("Meadow Seeds Corporation", with_form=True) == "msc"
    assert company_key("AT&T") == company_key("ATT Inc.")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("National Institute of Standards and Technology", "nist"),
        ("University of California, Los Angeles", "ucla"),
        ("US Patent and Trademark Office", "uspto"),
        ("Nara Institute of Science and Technology", "naist"),
        ("Florida International University (Miami)", "fiu"),
        ("Universitat Pompeu Fabra (UPF", "upf"),
        ("TUM (Technische Universität München)", "tum"),
        ("Comisión Nacional de Telecomunicaciones (CONATEL)", "conatel"),
        ("Maharashtra Seeds Corporation", "msc"),
    ],
)
def test_initials_are_read_in_the_ways_in_which_people_take_them(name: str, initials: str) -> None:
    assert initials in read_company(name).initials


def test_a_name_that_is_nothing_but_a_legal_form_keeps_it() -> None:
    assert company_tokens("GmbH") == ("gmbh",)
    assert company_tokens("AB Volvo") == ("volvo",)
    assert company_tokens(None) == ()


@given(NAMES)
def test_the_key_of_a_key_is_itself(name: str) -> None:
    key = company_key(name)
    assert company_key(key) == key
    assert key.isascii()


@pytest.mark.parametrize(
    "name", ["dba", "formerly", "ex", "A.K.A.", "c/o", "12345 67890", "Einkauf, Vertrieb", "(((", "a.com"]
)
def test_a_name_of_nothing_but_what_is_read_past_is_still_a_name(name: str) -> None:
    key = company_key(name)
    assert company_key(key) == key
    assert bool(key) == any(map(str.isalnum, name))


@given(NAMES)
def test_any_text_gives_an_answer(name: str) -> None:
    assert len(strip_legal_form(name)) <= len(name)
    assert acronym(name).isascii()


def test_a_name_of_megabytes_is_answered() -> None:
    assert company_key("a" * 10_000_000)
    assert company_key("A-" * 5_000_000)
    assert strip_legal_form("Co " * 3_000_000)
    for text in ("formerly ", "c/o ", "(a ", "NttData", "a & ", "Ã©", ", a company", "x.com "):
        assert read_company("Loomworks " + text * 1_000_000)
