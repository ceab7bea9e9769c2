"""Many inquirers with one phone, mailbox or text in short time are a burst; what buyers and agencies do is none."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.evidence.verdict import Verdict
from leadmatch.pipeline.bursts import Bursts, find_bursts
from leadmatch.pipeline.pipeline import LeadPipeline
from leadmatch.pipeline.result import PipelineResult
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.screening.screener import Screener
from leadmatch.screening.settings import BurstSettings
from leadmatch.settings import Settings

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
NAMES = ("Mara Voigt", "Iain Kerr", "Paola Neri", "Joost Blom", "Ewa Lis", "Rui Prata", "Nils Friis", "Aoife Burke")
FIRMS = ("Voigt Bau", "Kerr Marine", "Neri Tessuti", "Blom Kassen", "Lis Transport", "Prata Vinhos", "Friis Foods", "X")
TEXT = "We would like prices for your smallest model and a visit of your people soon."
SWITCHBOARD = "+49 40 74321567"


def inquiry(number: int, hours: float | None = 0.0, **fields: Any) -> Lead:
    """Return one inquiry; each number is another person of another company with another phone, mailbox and text."""
    first, last = NAMES[number % 8].split()
    made: dict[str, Any] = {
        "lead_id": f"L{number:02}",
        "received_at": None if hours is None else NOW + timedelta(hours=hours),
        "first_name": first,
        "last_name": last,
        "company": FIRMS[number % 8],
        "email": f"{first}.{last}@{FIRMS[number % 8].replace(' ', '')}.de".lower(),
        "phone": f"+49 40 7432{1500 + 37 * number}",
        "message": f"Please call {first} about item {number}.",
    }
    return Lead(**(made | fields))


def bursts(*leads: Lead, settings: BurstSettings | None = None) -> Bursts:
    ordered = sorted(leads, key=lambda lead: lead.order)
    return find_bursts(ordered, Screener().screen_many(ordered), settings or BurstSettings())


def run(leads: list[Lead], settings: Settings | None = None, **pipeline: Any) -> PipelineResult:
    return LeadPipeline((Partner(partner_id="P1"),), settings=settings, **pipeline).run(leads, now=NOW)


def codes(result: PipelineResult) -> set[str]:
    found = {reason.code for one in result.decisions for reason in one.screening.reasons}
    return {code for code in found if code.startswith("burst.")}


@pytest.mark.parametrize(
    ("code", "shared"),
    [
        ("burst.phone", {"phone": SWITCHBOARD}),
        ("burst.mailbox", {"email": "quick.quotes@gmail.com"}),
        ("burst.text", {"message": TEXT}),
    ],
)
def test_many_inquirers_with_one_value_in_a_day_are_a_burst(code: str, shared: dict[str, str]) -> None:
    leads = [inquiry(number, hours=number, **shared) for number in range(5)]
    assert bursts(*leads).inquirers[code] == dict.fromkeys([lead.id for lead in leads], 5)
    assert codes(run(leads)) == {code}


def test_a_mailbox_is_one_whatever_its_tag_and_a_text_whatever_numbers_and_names_it_holds() -> None:
    leads = [
        inquiry(number, email=f"quotes+{number}@gmail.com", message=f"{TEXT} {NAMES[number]}, {FIRMS[number]} {number}")
        for number in range(5)
    ]
    found = bursts(*leads).inquirers
    assert len(found["burst.mailbox"]) == len(found["burst.text"]) == 5


def test_colleagues_behind_one_switchboard_are_no_burst() -> None:
    leads = [
        inquiry(number, phone=SWITCHBOARD, company="Kerr Marine", email=f"a{number}@kerrmarine.de", message=TEXT)
        for number in range(8)
    ]
    assert not bursts(*leads).lead_ids


def test_colleagues_who_name_no_company_are_known_by_their_domain() -> None:
    leads = [inquiry(n, phone=SWITCHBOARD, company=None, email=f"a{n}@kerrmarine.de") for n in range(8)]
    assert not bursts(*leads).lead_ids


def test_one_person_who_asks_again_and_again_is_no_burst() -> None:
    leads = [inquiry(1, lead_id=f"R{number}", message=TEXT) for number in range(8)]
    assert not bursts(*leads).lead_ids


def test_an_agency_that_files_its_clients_is_no_burst() -> None:
    agency: dict[str, Any] = {
        "first_name": "Tom",
        "last_name": "Aker",
        "email": "tom@akerads.com",
        "phone": SWITCHBOARD,
    }
    leads = [inquiry(number, message=TEXT, **agency) for number in range(8)]
    assert not bursts(*leads).lead_ids


def test_the_same_over_weeks_is_no_burst() -> None:
    leads = [inquiry(number, hours=30.0 * number, phone=SWITCHBOARD) for number in range(8)]
    assert not bursts(*leads).lead_ids


def test_a_burst_names_its_fullest_window_and_spares_who_came_before_and_after() -> None:
    hours = (0.0, 50.0, 51.0, 52.0, 53.0, 74.5, 130.0)
    leads = [inquiry(number, hour, phone=SWITCHBOARD) for number, hour in enumerate(hours)]
    assert bursts(*leads).inquirers["burst.phone"] == {f"L0{number}": 4 for number in range(1, 6)}


def test_two_bursts_of_one_phone_are_told_apart() -> None:
    leads = [inquiry(number, 100.0 * (number // 4), phone=SWITCHBOARD) for number in range(8)]
    assert len(bursts(*leads).inquirers["burst.phone"]) == 8


def test_leads_without_a_time_came_with_the_batch() -> None:
    timeless = [inquiry(number, None, phone=SWITCHBOARD) for number in range(4)]
    assert len(bursts(*timeless).lead_ids) == 4
    assert not bursts(*timeless[:3], inquiry(4, phone=SWITCHBOARD)).lead_ids


def test_short_texts_are_nobodys_own() -> None:
    leads = [inquiry(number, message="Please call me back.") for number in range(8)]
    assert not bursts(*leads).lead_ids


def test_counts_window_and_words_are_settings() -> None:
    pair = [inquiry(number, hours=40.0 * number, phone=SWITCHBOARD, message="Call me") for number in range(2)]
    wide = BurstSettings(hours=48.0, phones=2, texts=2, least_words=2)
    found = bursts(*pair, settings=wide).inquirers
    assert len(found["burst.phone"]) == len(found["burst.text"]) == 2
    assert codes(run(pair, Settings.from_toml("[screening.bursts]\nhours = 48\nphones = 2"))) == {"burst.phone"}


def test_a_burst_alone_is_looked_at_but_never_rejects() -> None:
    shared: dict[str, Any] = {"phone": SWITCHBOARD, "email": "quick.quotes@gmail.com", "message": TEXT}
    result = run([inquiry(number, **shared) for number in range(5)])
    assert {one.screening.verdict for one in result.decisions} == {Verdict.REVIEW}


def test_a_burst_and_another_sign_reject_together() -> None:
    leads = [inquiry(number, phone=SWITCHBOARD, email=f"x{number}@mailinator.com") for number in range(5)]
    assert {one.screening.verdict for one in run(leads).decisions} == {Verdict.REJECT}
    assert {one.screening.verdict for one in run(leads[:3]).decisions} != {Verdict.REJECT}


def test_a_company_and_its_mailbox_outweigh_a_shared_phone() -> None:
    result = run([inquiry(number, phone=SWITCHBOARD) for number in range(5)])
    assert {one.screening.verdict for one in result.decisions} == {Verdict.ACCEPT}


def test_rules_on_bursts_are_changed_like_all_others() -> None:
    leads = [inquiry(number, phone=SWITCHBOARD, email=f"x{number}@gmail.com") for number in range(5)]
    off = Settings.from_toml('[screening.rules."burst.phone"]\nenabled = false')
    assert codes(run(leads, off)) == set()


def test_a_person_who_lets_a_lead_of_a_burst_through_has_the_last_word() -> None:
    leads = [inquiry(number, email="quick.quotes@gmail.com") for number in range(5)]
    one = run(leads, restored={"L02"}).decisions[2]
    assert one.screening.verdict is Verdict.ACCEPT
    assert {"burst.mailbox", "list.restored"} <= {reason.code for reason in one.screening.reasons}


@given(st.integers(0, 7), st.booleans())
def test_a_lead_alone_is_never_a_burst(number: int, timed: bool) -> None:
    lead = inquiry(number, 0.0 if timed else None, phone=SWITCHBOARD, message=TEXT)
    assert not bursts(lead, settings=BurstSettings(phones=2, mailboxes=2, texts=2, least_words=1)).lead_ids


@given(st.randoms(use_true_random=False), st.lists(st.floats(0, 80), min_size=4, max_size=8))
def test_the_order_of_the_leads_does_not_matter(random: Random, hours: list[float]) -> None:
    leads = [inquiry(number, hour, phone=SWITCHBOARD) for number, hour in enumerate(hours)]
    shuffled = random.sample(leads, len(leads))
    assert bursts(*shuffled) == bursts(*leads)
    by_id = {one.lead_id: one.screening for one in run(shuffled).decisions}
    assert [by_id[lead.id] for lead in leads] == [one.screening for one in run(leads).decisions]


@given(st.lists(st.floats(0, 80), min_size=4, max_size=8), st.floats(0, 80))
def test_a_further_inquirer_never_makes_a_burst_smaller(hours: list[float], more: float) -> None:
    leads = [inquiry(number, hour, phone=SWITCHBOARD) for number, hour in enumerate(hours[:7])]
    before = bursts(*leads).inquirers["burst.phone"]
    after = bursts(*leads, inquiry(7, more, phone=SWITCHBOARD)).inquirers["burst.phone"]
    assert all(after[lead_id] >= count for lead_id, count in before.items())
