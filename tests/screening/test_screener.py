import math
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from leadmatch.records.lead import Lead
from leadmatch.screening.catalogue import DEFAULT_RULES
from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.kinds import Category, Disposition, Group, Level
from leadmatch.screening.report import ScreeningReport
from leadmatch.screening.rule import Finding, Rule
from leadmatch.screening.screener import Screener
from leadmatch.screening.settings import RuleSettings, ScreeningSettings

Screen = Callable[..., ScreeningReport]
MakeLead = Callable[..., Lead]
MICKEY: dict[str, Any] = {
    "first_name": "Mickey",
    "last_name": "Mouse",
    "email": "mm@mickeymouse.com",
    "phone": "800-800-8000",
    "country": "US",
    "company": "Disneyland",
    "message": None,
}
texts = (
    st.text(alphabet=st.characters(codec=None))
    | st.sampled_from(["\0", "\ud800", "\u202eabc", "🙂" * 9, "a" * 2000, "@", "+1"])
    | st.none()
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.fixed_dictionaries(
        dict.fromkeys(
            ("first_name", "last_name", "email", "phone", "country", "company", "job_title", "message", "honeypot"),
            texts,
        )
    )
)
def test_any_text_in_any_field_has_an_answer(fields: dict[str, Any]) -> None:
    report = Screener().screen(Lead(lead_id="x", **fields))
    assert report.score == math.fsum(reason.points for reason in report.reasons)
    assert all(reason.message() for reason in report.reasons)
    assert (report.verdict == "accept") == (report.disposition == Disposition.QUALIFY)
    assert (report.verdict == "review") == (report.disposition == Disposition.REVIEW)
    assert report.verdict != "accept" or report.category is None


def test_a_genuine_inquiry_is_accepted(screen: Screen) -> None:
    report = screen()
    assert (report.verdict, report.category, report.disposition, report.score) == ("accept", None, "qualify", 0.0)
    assert (report.contact.phone, report.contact.email) == ("+442071838750", "sokello@brightwaterfoods.co.uk")
    assert report.contact.phone_ok
    assert report.contact.email_ok


def test_mickey_mouse_is_discarded(screen: Screen) -> None:
    report = screen(**MICKEY)
    assert (report.verdict, report.category, report.disposition) == ("reject", "fake_identity", "discard")
    assert report.contact.email_ok is False


def test_one_weak_sign_never_rejects(screen: Screen) -> None:
    for fields in (
        {"first_name": "Mickey", "last_name": "Mouse"},
        {"phone": "12345"},
        {"email": "sam@gmail.com"},
        {"company": None},
        {"email": "sam@lund.edu"},
    ):
        assert screen(**fields).verdict != "reject"


def test_adding_a_harmless_field_never_rejects(screen: Screen) -> None:
    for fields in (
        {"website": "brightwaterfoods.co.uk"},
        {"job_title": "Buyer"},
        {"city": "Leeds"},
        {"employees": 40},
        {"phone": None},
    ):
        assert screen(**fields).verdict == "accept"


def test_nobody_can_be_reached(screen: Screen) -> None:
    report = screen(email="paco@", phone="12")
    assert (report.verdict, report.category) == ("reject", "invalid_contact")
    assert screen(email=None, phone=None, message=None).verdict == "review"
    assert screen(email=None).verdict == "accept"


@pytest.mark.parametrize(
    ("message", "category", "disposition"),
    [
        ("Please find attached my resume", "job_seeker", "redirect"),
        ("I write my thesis on ERP, it is for my thesis", "student", "nurture"),
        ("I cannot log in, password reset mail never came", "support_request", "redirect"),
        ("this is just a test, my thesis", "test_submission", "discard"),
    ],
)
def test_rejected_people_go_to_the_desk_that_serves_them(
    screen: Screen, message: str, category: str, disposition: str
) -> None:
    report = screen(message=message)
    assert (report.verdict, report.category, report.disposition) == ("reject", category, disposition)


def test_the_report_has_the_form_of_the_contract(screen: Screen) -> None:
    told = screen(**MICKEY).to_dict()
    assert list(told) == ["lead_id", "verdict", "category", "disposition", "score", "contact", "reasons"]
    assert list(told["contact"]) == ["email", "phone", "phone_ok", "email_ok"]
    assert set(told["reasons"][0]) == {"code", "field", "message", "observed", "points"}


def test_a_report_shows_itself(screen: Screen) -> None:
    report = screen(**MICKEY)
    assert "fake identity" in str(report)
    assert "<table>" in report._repr_html_()
    assert repr(report).startswith("<ScreeningReport: × Reject fake identity, discard · ")
    assert (screen().card().title, screen().card().detail) == ("Accept", "genuine inquiry")


def test_many_leads_get_the_answers_of_one(lead: MakeLead) -> None:
    leads = [
        lead(lead_id=str(number), **fields) for number, fields in enumerate((MICKEY, {}, {"message": "test"}))
    ] * 400
    screener = Screener()
    single = [screener.screen(one) for one in leads]
    with ThreadPoolExecutor(2) as pool:
        assert list(screener.screen_many(leads, executor=pool)) == single
    assert list(screener.screen_many(iter(leads))) == single


def test_screener_and_report_can_be_pickled(screen: Screen) -> None:
    report = screen(**MICKEY)
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - our own bytes
    assert pickle.loads(pickle.dumps(Screener())).screen  # noqa: S301 - our own bytes


def test_repairs_and_cuts_of_the_record_are_told_without_points(screen: Screen) -> None:
    report = screen(company="Bright\0water", city="x" * 1500)
    told = {reason.code: reason for reason in report.reasons}
    assert told["text.repaired"].points == told["text.truncated"].points == 0
    assert "500" in told["text.truncated"].message()


def test_a_vendor_can_change_a_rule(lead: MakeLead) -> None:
    def verdict(**change: Any) -> str:
        rules = {"person.character": RuleSettings(**change)}
        return (
            Screener(ScreeningSettings(rules=rules))
            .screen(lead(first_name="Mickey", last_name="Mouse", email="z@gmail.com", message=None))
            .verdict
        )

    assert verdict() == "review"
    assert verdict(enabled=False) == "accept"
    assert verdict(points=0.0) == "accept"
    assert verdict(points=90.0, level="decisive") == "reject"
    assert verdict(except_countries=("GB",)) == "accept"
    assert verdict(except_domains=("gmail.com",)) == "accept"
    assert verdict(except_domains=("gmx.de",)) == "review"


def test_a_vendor_can_add_a_rule(lead: MakeLead) -> None:
    def leeds(inquiry: Inquiry) -> Iterator[Finding]:
        if inquiry.lead.city == "Leeds":
            yield Finding("city", "x" * 300)

    rule = Rule("list.blocked", Group.LIST, Level.DECISIVE, 60.0, leeds)
    report = Screener(rules=(*DEFAULT_RULES, rule)).screen(lead(city="Leeds"))
    assert (report.verdict, report.category, report.disposition) == ("reject", None, "discard")
    assert report.reasons[-1].observed == "x" * 199 + "…"


def test_an_allowed_address_is_accepted_whatever_is_found(lead: MakeLead) -> None:
    own = ScreeningSettings(allowed=("mickeymouse.com",))
    assert Screener(own).screen(lead(**MICKEY)).verdict == "accept"


def test_a_disposition_that_is_not_set_is_discard(lead: MakeLead) -> None:
    bare = ScreeningSettings(dispositions={Category.STUDENT: Disposition.REDIRECT})
    assert Screener(bare).screen(lead(message="send my cv")).disposition == "discard"
    assert Screener(bare).screen(lead(message="for my thesis")).disposition == "redirect"


def test_settings_come_from_a_file_too_and_refuse_unknown_keys() -> None:
    read = ScreeningSettings.model_validate(
        {
            "own_domains": ["a.example"],
            "dispositions": {"press": "discard"},
            "rules": {"email.free": {"level": "note", "points": 1.0}},
        }
    )
    assert read.own_domains == ("a.example",)
    assert read.dispositions == {Category.PRESS: Disposition.DISCARD}
    with pytest.raises(ValidationError):
        ScreeningSettings.model_validate({"own_domain": []})


def test_two_likely_phrases_of_one_kind_reject_and_one_does_not(screen: Screen) -> None:
    fields = {"email": "z@gmail.com", "company": None}
    assert screen(message="vacancies", **fields).verdict == "review"
    assert screen(message="hiring, vacancies", **fields).verdict == "reject"


def test_patterns_of_phones_are_kept_only_if_the_vendor_lets_them(lead: MakeLead) -> None:
    thrifty = ScreeningSettings(cache_phone_patterns=False)
    assert Screener(thrifty).screen(lead()) == Screener().screen(lead())


def test_screening_one_lead_loads_nothing_heavy() -> None:
    code = (
        "import sys; from leadmatch.records.lead import Lead; from leadmatch.screening.screener import Screener;"
        "Screener().screen(Lead(email='a@b.de', phone='+49 30 1', message='test'));"
        "print(sorted({'numpy','scipy','sklearn','pandas','sqlalchemy'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_rules_are_plain_values() -> None:
    assert replace(DEFAULT_RULES[0], points=1.0).points == 1.0


def test_a_lead_that_a_person_let_through_is_accepted_with_all_that_was_found() -> None:
    junk = Lead(lead_id="L7", first_name="Mickey", last_name="Mouse", email="mm@mickeymouse.com", phone="800-800-8000")
    before, after = Screener().screen(junk), Screener(restored=["L7"]).screen(junk)
    assert (before.verdict, after.verdict, after.category) == ("reject", "accept", None)
    assert after.reasons[:-1] == before.reasons
    assert after.reasons[-1].code == "list.restored"
    assert "L7" in after.reasons[-1].message()


def test_restoring_a_lead_that_is_accepted_anyway_changes_nothing(lead: Callable[..., Lead]) -> None:
    assert Screener(restored=["L1"]).screen(lead()) == Screener().screen(lead())


@given(
    extra=st.fixed_dictionaries(
        {},
        optional={
            "job_title": st.sampled_from(["Buyer", "IT manager", "Inhaberin"]),
            "city": st.just("Leeds"),
            "website": st.just("https://brightwaterfoods.co.uk"),
            "employees": st.just(40),
            "industry": st.just("Food"),
            "source": st.just("web form"),
            "products": st.just(("Scanner",)),
            "form_seconds": st.just(45.0),
        },
    )
)
def test_a_harmless_field_more_never_turns_acceptance_into_rejection(extra: dict[str, Any]) -> None:
    accepted = Lead(lead_id="L1", email="sokello@brightwaterfoods.co.uk", message="Quote for 40 handhelds please.")
    screener = Screener()
    assert screener.screen(accepted).verdict == "accept"
    assert screener.screen(replace(accepted, **extra)).verdict == "accept"
