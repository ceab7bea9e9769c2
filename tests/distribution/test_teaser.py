"""A teaser holds nothing from which a person or a company could be rebuilt."""

import json
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as profile

from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.teaser import teaser_of
from leadmatch.errors import LeadmatchError
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.market import synthetic_market
from leadmatch.testing.strategies import leads
from leadmatch.values.text.fold import fold

PRICE_LIST = ("Label Printing", "Warehouse Scanning", "Access Control", "Time Recording")
PERSONAL = (
    "first_name",
    "last_name",
    "email",
    "phone",
    "job_title",
    "company",
    "website",
    "city",
    "postal_code",
    "message",
)


def test_no_personal_field_of_a_thousand_leads_stands_in_their_teasers() -> None:
    market = synthetic_market(Random(7), leads=1_000, partners=30)
    price_list = {product for partner in market.partners for product in partner.products}
    assert len(market.leads) == 1_000
    for lead in market.leads:
        # the region may be told, and some, such as Hamburg, are cities as well
        told = teaser_of(lead, price_list=price_list).to_dict() | {"lead_id": "", "region": ""}
        text = fold(json.dumps(told, ensure_ascii=False))
        typed = [getattr(lead, name) or "" for name in PERSONAL] + [note.text for note in lead.notes]
        typed += [(lead.email or "").partition("@")[2], (lead.email or "").partition("@")[0]]
        assert [part for part in typed if len(part) > 3 and fold(part) in text] == []


@profile(max_examples=1_000)
@given(leads())
def test_whatever_a_person_typed_changes_nothing(lead: Lead) -> None:
    blank: dict[str, Any] = dict.fromkeys((*PERSONAL, "phone", "source", "honeypot"))
    anonymous = replace(lead, **blank, notes=(), answers={}, extra={})
    shown = teaser_of(lead, price_list=PRICE_LIST)
    assert replace(shown, needs=(), timing=None) == teaser_of(anonymous, price_list=PRICE_LIST)
    assert set(shown.products) <= set(PRICE_LIST)


@given(leads())
def test_answers_are_shown_in_the_words_of_the_template_or_not_at_all(lead: Lead) -> None:
    free = replace(
        lead, answers={"need.today": "Ada Lovelace needs it", "timing.by": "call 0171 1234567", "need.cost": ""}
    )
    teaser = teaser_of(free)
    assert (teaser.needs, teaser.timing) == ((), None)


def test_a_teaser_tells_what_a_partner_has_to_know(desk: DistributionDesk, now: datetime) -> None:
    desk.put(Partner(partner_id="P3", products=("Label Printing",)))
    desk.receive(
        Lead(
            lead_id="L2",
            company="Ostfeld GmbH",
            industry="Brewery",
            country="DE",
            region="Bayern",
            employees=120,
            deal_size=60_000,
            currency="EUR",
            products=("label printing", "Something of Birte Lührsen's"),
        ),
        now=now,
        urgent=True,
    )
    teaser = desk.teaser("L2", score=71.4)
    assert teaser.products == ("Label Printing",)
    assert (teaser.country, teaser.region, teaser.employees) == ("Germany", "Bavaria", "50 to 249")
    assert teaser.value == "50,000 to 99,999 EUR"
    assert ("Score", "71 of 100") in teaser.card().rows
    assert ("Urgent", "yes") in teaser.card().rows
    assert "Bavaria, Germany" in teaser._repr_html_()


@pytest.mark.parametrize(
    ("employees", "band"),
    [(None, None), (0, "below 10"), (10, "10 to 49"), (999, "250 to 999"), (1_000, "1,000 or more")],
)
def test_sizes_are_told_as_bands(employees: int | None, band: str | None) -> None:
    assert teaser_of(Lead(lead_id="L", employees=employees, deal_size=1.0)).employees == band


def test_an_answer_of_the_template_is_told() -> None:
    from leadmatch.qualification.questions import question

    asked = question("timing.by")
    assert asked is not None
    option = asked.options[0]
    lead = Lead(lead_id="L", answers={"timing.by": option.code}, deal_size=1.0)
    assert teaser_of(lead).timing == option.text
    assert teaser_of(lead).value == "below 5,000"


def test_a_lead_without_a_record_has_no_teaser(desk: DistributionDesk) -> None:
    with pytest.raises(LeadmatchError, match="no record of lead L9"):
        desk.teaser("L9")
