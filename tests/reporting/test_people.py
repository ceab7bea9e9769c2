"""What leads and partners are called."""

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.evidence.reason import Reason
from leadmatch.evidence.wording import THIN
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.reporting.people import Names, called, head_of, home, title_of

TEXTS = st.none() | st.text(max_size=300)


def test_a_lead_is_called_by_company_then_person_then_domain() -> None:
    assert title_of(Lead(company="Kronsberg", first_name="Ann", email="a@b.de")) == "Kronsberg"
    assert title_of(Lead(first_name="Ann", last_name="Lee", email="a@b.de")) == "Ann Lee"
    assert title_of(Lead(email="a@b.de")) == "b.de"
    assert title_of(Lead(company="\u202e")) == "Without a name"


def test_screening_calls_person_and_company() -> None:
    assert called(Lead(first_name="Mickey", last_name="Mouse", company="Disney")) == "Mickey Mouse, Disney"
    assert called(Lead(email="a@b.de")) == "b.de"


def test_the_head_of_a_lead_tells_place_size_and_wish() -> None:
    lead = Lead(
        lead_id="L1", company="K", city="Bremen", country="DE", employees=1_880, deal_size=2_000, currency="USD"
    )
    head = head_of(lead, "lead-1")
    assert (head.place, head.wants, head.deal) == ("Bremen, DE · 1,880 staff", "unknown", f"${THIN}2,000")
    assert head_of(Lead(message="We need it"), "x").wants == "We need it"
    assert head_of(Lead(products=("A", "B"), message="m"), "x").wants == "A, B"
    assert (head_of(Lead(), "x").place, head_of(Lead(), "x").deal) == ("", "")


@given(TEXTS, TEXTS, TEXTS)
def test_any_lead_has_a_name_of_one_line(company: str | None, person: str | None, email: str | None) -> None:
    lead = Lead(lead_id="L1", company=company, last_name=person, email=email)
    for name in (title_of(lead), called(lead)):
        assert name
        assert "\n" not in name
        assert len(name) <= 170


def test_reasons_call_partners_by_name() -> None:
    names = Names({}, {"P1": Partner(partner_id="P1", name="Fennwerk", home_region="DE-HB")})
    told = names.told(Reason.of("assignment.places_taken", partner="P1", winner="L-9"))
    assert (
        told.message()
        == "Every suitable partner is full: the last place at Fennwerk went to L-9, which gains more from it"
    )
    assert (names.partner("P9"), names.partner(None)) == ("P9", "")
    assert (names.place("P1"), names.place(None)) == ("DE-HB", "")


def test_a_partner_is_at_home_where_it_says_or_serves_first() -> None:
    assert home(Partner(partner_id="P", countries=("DE", "FR"))) == "DE"
    assert home(Partner(partner_id="P", regions=("US-IL", "US-OH"))) == "US-IL"
    assert home(Partner(partner_id="P")) == ""
