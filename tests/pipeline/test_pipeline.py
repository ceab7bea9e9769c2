"""Every lead ends in one explained decision, whatever came in and in whatever order."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadmatch.errors import RecordError
from leadmatch.pipeline.decision import DecisionKind
from leadmatch.pipeline.pipeline import LeadPipeline
from leadmatch.pipeline.result import PipelineResult
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead, Note
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner
from leadmatch.settings import Settings
from leadmatch.testing.market import SyntheticMarket, synthetic_market
from leadmatch.testing.strategies import leads as any_leads

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
WIDE = Settings().with_hand_over(["sales_ready", "ask", "nurture"])


@cache
def market(seed: int = 1, leads: int = 120) -> SyntheticMarket:
    return synthetic_market(Random(seed), leads=leads, partners=12)


@cache
def run(seed: int = 1, leads: int = 120) -> PipelineResult:
    made = market(seed, leads)
    return LeadPipeline(made.partners, deals=made.deals, settings=WIDE).run(made.leads, now=made.now)


READY = Lead(
    lead_id="ready",
    received_at=NOW - timedelta(days=2),
    first_name="Birte",
    last_name="Petersen",
    email="b.petersen@birkenmoor-foundry.de",
    phone="+49 40 74321567",
    job_title="Managing Director",
    company="Birkenmoor Foundry GmbH",
    industry="Foundry",
    country="DE",
    region="DE-HH",
    products=("Label Printing",),
    deal_size=40_000,
    currency="EUR",
    message="Our label printing fails every day and orders leave late.",
    answers={
        "budget.range": "A budget of 40,000 EUR is approved.",
        "authority.signs": "I decide and sign.",
        "need.today": "Our present system fails every day and orders leave late.",
        "timing.by": "It must be in service by 31 January 2027.",
    },
)
PARTNER = Partner(partner_id="P1", name="Etikettwerk Nord", countries=("DE",), products=("Label Printing",), capacity=3)


def decide(lead: Lead, *partners: Partner, **pipeline: object) -> tuple[DecisionKind, str | None]:
    result = LeadPipeline(partners or (PARTNER,), **pipeline).run([lead], now=NOW)  # type: ignore[arg-type] # keywords of any type
    return result.decisions[0].kind, result.decisions[0].partner_id


@pytest.mark.parametrize("seed", range(3))
def test_each_lead_ends_in_one_decision_with_a_summary(seed: int) -> None:
    result = run(seed)
    assert [one.lead_id for one in result.decisions] == [lead.id for lead in market(seed).leads]
    assert all(one.summary.endswith(".") and "unknown" not in one.summary[:12] for one in result.decisions)
    assert sum(result.counts.values()) == len(result.decisions)


@pytest.mark.parametrize("seed", range(3))
def test_no_partner_gets_more_than_it_can_carry(seed: int) -> None:
    taken = Counter(one.partner_id for one in run(seed).of(DecisionKind.ASSIGNED))
    for partner in market(seed).partners:
        assert (partner.open_leads or 0) + taken[partner.id] <= max(partner.capacity or 5, partner.open_leads or 0)


@pytest.mark.parametrize("seed", range(3))
def test_every_assigned_partner_is_one_that_fits(seed: int) -> None:
    for one in run(seed).of(DecisionKind.ASSIGNED):
        assert one.partner_id in market(seed).truth[one.lead_id].fitting


def test_the_order_of_leads_partners_and_deals_changes_no_decision() -> None:
    made, before = market(), run()
    shuffled = list(made.leads)
    Random(7).shuffle(shuffled)
    after = LeadPipeline(made.partners[::-1], deals=made.deals[::-1], settings=WIDE).run(shuffled, now=made.now)
    by_id = {line["lead_id"]: line for line in after.to_dicts()}
    assert [by_id[lead.id] for lead in made.leads] == list(before.to_dicts())


def test_the_same_run_gives_the_same_text() -> None:
    made = market()
    again = LeadPipeline(made.partners, deals=made.deals, settings=WIDE).run(made.leads, now=made.now)
    assert json.dumps(again.to_dict()) == json.dumps(run().to_dict())


def test_a_result_is_json_without_nan() -> None:
    json.dumps(run().to_dict(), allow_nan=False)


@settings(max_examples=25, deadline=None)
@given(st.lists(any_leads(), max_size=6, unique_by=lambda lead: lead.id))
def test_any_leads_at_all_are_decided(leads: list[Lead]) -> None:
    result = LeadPipeline((PARTNER,), settings=WIDE).run(leads, now=NOW)
    assert [one.lead_id for one in result.decisions] == [lead.id for lead in leads]
    json.dumps(result.to_dict(), allow_nan=False)


def test_a_ready_lead_goes_to_the_partner_that_suits_it() -> None:
    assert decide(READY) == (DecisionKind.ASSIGNED, "P1")


def test_a_lead_that_is_not_ready_waits_unless_the_vendor_hands_it_over() -> None:
    early = replace(READY, answers={}, message="Which label printers do you have?", job_title="Clerk")
    assert decide(early)[0] in (DecisionKind.HELD, DecisionKind.NURTURE)
    assert decide(early, settings=WIDE) == (DecisionKind.ASSIGNED, "P1")


def test_a_held_lead_comes_with_the_question_that_decides() -> None:
    answers = {code: answer for code, answer in READY.answers.items() if not code.startswith(("timing", "budget"))}
    result = LeadPipeline((PARTNER,)).run([replace(READY, answers=answers)], now=NOW)
    decision = result.decisions[0]
    assert decision.kind is DecisionKind.HELD
    assert decision.qualification is not None
    assert decision.qualification.next_questions[0].text.rstrip("?") in decision.summary


def test_a_lead_without_a_need_is_nurtured_whatever_else_is_strong() -> None:
    content = replace(READY, message="We are content with what we have and need nothing.", answers={})
    assert decide(content)[0] is DecisionKind.NURTURE


def test_junk_is_rejected_and_kept_with_its_reasons() -> None:
    junk = Lead(lead_id="j", first_name="Mickey", last_name="Mouse", email="a@mailinator.com", phone="123")
    result = LeadPipeline((PARTNER,), settings=WIDE).run([junk], now=NOW)
    decision = result.decisions[0]
    assert decision.kind is DecisionKind.REJECTED
    assert decision.lead is junk
    assert decision.screening.reasons
    assert [decision.qualification, decision.ranking, decision.outcome] == [None, None, None]


def test_the_later_of_two_inquiries_of_one_person_is_a_duplicate_that_joins_the_first() -> None:
    again = replace(READY, lead_id="again", received_at=NOW - timedelta(days=1), answers={}, message="Any news?")
    bare = replace(READY, answers={})
    later = replace(again, answers=READY.answers)
    result = LeadPipeline((PARTNER,)).run([later, bare], now=NOW)
    kinds = {one.lead_id: one.kind for one in result.decisions}
    assert kinds == {"again": DecisionKind.DUPLICATE, "ready": DecisionKind.ASSIGNED}
    first = next(one for one in result.decisions if one.lead_id == "ready")
    assert first.joined == ("again",)


def test_a_lead_of_an_earlier_batch_stands_for_its_repeats_whichever_came_first() -> None:
    again = replace(READY, lead_id="again", received_at=NOW - timedelta(days=4))
    [decision] = LeadPipeline((PARTNER,), earlier=(READY,)).run([again], now=NOW).decisions
    assert (decision.kind, decision.duplicate_of) == (DecisionKind.DUPLICATE, "ready")
    result = LeadPipeline((PARTNER,), earlier=(READY,)).run([again, READY], now=NOW)
    kinds = {one.lead_id: one.kind for one in result.decisions}
    assert kinds == {"again": DecisionKind.ASSIGNED, "ready": DecisionKind.DUPLICATE}


def test_a_duplicate_of_a_rejected_lead_stands_for_itself() -> None:
    junk = replace(READY, lead_id="a-test", message="test test", first_name="Test", last_name="Test", company="test")
    result = LeadPipeline((PARTNER,)).run([junk, READY], now=NOW)
    assert {one.lead_id: one.kind for one in result.decisions}["ready"] is DecisionKind.ASSIGNED


def test_a_registered_deal_keeps_the_lead_from_other_partners() -> None:
    deal = Deal(
        deal_id="D1",
        partner_id="P2",
        company=READY.company,
        email_domain="birkenmoor-foundry.de",
        status="approved",
        registered_at=NOW - timedelta(days=30),
        expires_at=date(2027, 1, 31),
    )
    assert decide(READY, PARTNER, deals=[deal]) == (DecisionKind.CONFLICT, "P2")


def test_a_protected_account_stays_with_the_vendor() -> None:
    deal = Deal(deal_id="V1", company=READY.company, email_domain="birkenmoor-foundry.de", status="approved")
    assert decide(READY, PARTNER, deals=[deal]) == (DecisionKind.CONFLICT, None)


def test_a_lead_never_goes_again_to_a_partner_that_declined_it() -> None:
    other = replace(PARTNER, partner_id="P2")
    declined = Offer(offer_id="O1", lead_id="ready", partner_id="P1", state="declined", closed_at=NOW)
    assert decide(READY, PARTNER, other, offers=[declined]) == (DecisionKind.ASSIGNED, "P2")
    assert decide(READY, PARTNER, offers=[declined]) == (DecisionKind.UNMATCHED, None)


def test_equal_partners_are_offered_a_lead_a_day_in_turn() -> None:
    twins = {name: replace(PARTNER, partner_id=name) for name in ("P1", "P2")}
    served = []
    for day in range(30):
        _, chosen = decide(READY, *twins.values())
        assert chosen is not None
        served.append(chosen)
        twins[chosen] = replace(twins[chosen], last_offered_at=NOW + timedelta(days=day))
    assert served == ["P1", "P2"] * 15


def test_a_lead_whose_sharing_is_refused_goes_to_nobody_and_asks_for_no_recruit() -> None:
    result = LeadPipeline((PARTNER,)).run([replace(READY, sharing_basis="refused")], now=NOW)
    assert result.decisions[0].kind is DecisionKind.UNMATCHED
    assert result.recruitment == ()


def test_a_ready_lead_without_a_partner_counts_for_recruitment() -> None:
    abroad = replace(PARTNER, countries=("FR",))
    result = LeadPipeline((abroad,)).run([READY], now=NOW)
    assert result.decisions[0].kind is DecisionKind.UNMATCHED
    (profile,) = result.recruitment
    assert (profile.country, profile.products, profile.lead_ids) == ("DE", ("Label Printing",), ("ready",))
    assert profile.nearest is not None
    assert profile.nearest.partner_id == "P1"


def test_with_too_few_places_the_left_over_lead_names_a_full_partner_as_nearest() -> None:
    narrow = replace(PARTNER, capacity=1)
    second = replace(
        READY, lead_id="second", email="c.holm@elsterwick.de", company="Elsterwick Brewery", last_name="Holm"
    )
    second = replace(second, phone="+49 40 78899001", first_name="Callum", deal_size=20_000)
    result = LeadPipeline((narrow,)).run([READY, second], now=NOW)
    assert {one.lead_id: one.kind for one in result.decisions} == {
        "ready": DecisionKind.ASSIGNED,
        "second": DecisionKind.UNMATCHED,
    }
    assert result.recruitment[0].nearest is not None
    assert result.recruitment[0].nearest.lacks == ()
    assert result.loads[0].room == 0


def test_a_month_that_only_the_offers_show_is_never_exceeded() -> None:
    monthly = replace(PARTNER, monthly_capacity=2)
    offers = [
        Offer(
            offer_id=f"O{day}", lead_id=f"old{day}", partner_id="P1", state="won", offered_at=NOW - timedelta(days=day)
        )
        for day in (3, 9)
    ]
    result = LeadPipeline((monthly,), offers=offers).run([READY], now=NOW)
    assert result.decisions[0].kind is DecisionKind.UNMATCHED
    assert result.loads[0].room == 0


def test_what_the_data_lack_is_said_with_what_it_let_in() -> None:
    bare = Partner(partner_id="P1")
    result = LeadPipeline((bare,)).run([replace(READY, country=None, region=None, products=())], now=NOW)
    assert {reason.code for reason in result.gaps} == {
        "gap.territory",
        "gap.products",
        "gap.capacity",
        "gap.lead_place",
        "gap.lead_products",
    }


def test_complete_data_lack_nothing() -> None:
    assert LeadPipeline((PARTNER,)).run([READY], now=NOW).gaps == ()


def test_a_wider_choice_says_how_many_leads_it_would_release() -> None:
    early = replace(READY, answers={}, message="Which label printers do you have?", job_title="Clerk")
    result = LeadPipeline((PARTNER,)).run([early], now=NOW)
    assert sum(choice.leads for choice in result.wider) == 1
    assert sum(choice.suited for choice in result.wider) == 1
    assert {choice.readiness for choice in result.wider} == {"ask", "nurture"}


def test_the_provenance_names_settings_versions_and_inputs() -> None:
    provenance = run().provenance
    assert provenance.settings == WIDE.digest()
    assert set(provenance.inputs) == {"partners", "deals", "offers"}
    assert {"leadmatch", "data", "phonenumbers"} <= set(provenance.versions)
    assert provenance.now == market().now.isoformat()


def test_two_pipelines_with_other_settings_do_not_touch_each_other() -> None:
    strict, wide = LeadPipeline((PARTNER,)), LeadPipeline((PARTNER,), settings=WIDE)
    early = replace(READY, answers={}, message="Which label printers do you have?", job_title="Clerk")
    first = strict.run([early], now=NOW).counts
    wide.run([early], now=NOW)
    assert strict.run([early], now=NOW).counts == first


def test_leads_that_share_an_id_are_refused() -> None:
    with pytest.raises(RecordError, match="ready"):
        LeadPipeline((PARTNER,)).run([READY, READY], now=NOW)


def test_partners_that_share_an_id_are_refused() -> None:
    with pytest.raises(RecordError, match="P1"):
        LeadPipeline((PARTNER, PARTNER))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        LeadPipeline((PARTNER,)).run([], now=datetime(2026, 11, 16))  # noqa: DTZ001 - the point of the test


def test_progress_is_told_for_every_stage() -> None:
    told: list[tuple[str, int, int]] = []
    LeadPipeline((PARTNER,)).run([READY], now=NOW, progress=lambda *step: told.append(step))
    assert [stage for stage, _, _ in told] == [
        "Screening",
        "Duplicates and conflicts",
        "Qualification",
        "Ranking",
    ]
    assert all(done == of == 1 for _, done, of in told)


def test_an_empty_batch_gives_an_empty_result() -> None:
    result = LeadPipeline(()).run([], now=NOW)
    assert result.decisions == ()
    assert result.headline == "0 of 0 leads go to 0 partners"


def test_a_result_shows_itself_as_text_and_as_html() -> None:
    result = LeadPipeline((PARTNER,)).run([READY], now=NOW)
    assert repr(result).startswith("<PipelineResult: 1 of 1 lead goes to 1 partner €")
    assert str(result).splitlines()[2] == "  Assigned      1  goes to a partner"
    assert "1 of 1 lead goes to 1 partner" in result._repr_html_()


def test_a_decision_shows_how_the_lead_ended() -> None:
    (decision,) = LeadPipeline((PARTNER,)).run([READY], now=NOW).decisions
    assert repr(decision).startswith("<Decision: Assigned to P1 · ")
    assert f"Why: {decision.summary}" in str(decision)
    assert "Readiness:</span> sales ready, " in decision._repr_html_()


def test_an_empty_result_has_no_table() -> None:
    assert LeadPipeline((PARTNER,)).run([], now=NOW).card().table is None


def test_a_partner_is_found_by_its_id() -> None:
    result = LeadPipeline((PARTNER,)).run([], now=NOW)
    assert result.partner("P1") is PARTNER
    with pytest.raises(KeyError):
        result.partner("P9")


def test_a_note_of_a_colleague_counts_like_an_answer() -> None:
    told = replace(
        READY, answers={}, notes=tuple(Note(date(2026, 11, 14), "call", text) for text in READY.answers.values())
    )
    assert decide(told) == (DecisionKind.ASSIGNED, "P1")


def test_a_restored_lead_goes_on_whatever_screening_finds() -> None:
    junk = Lead(lead_id="J1", first_name="Mickey", last_name="Mouse", email="mm@mickeymouse.com", phone="800-800-8000")
    assert decide(junk)[0] is DecisionKind.REJECTED
    assert decide(junk, restored=frozenset({"J1"}))[0] is not DecisionKind.REJECTED
