from collections.abc import Callable

import pytest

from leadmatch.screening.kinds import Category
from leadmatch.screening.report import ScreeningReport
from leadmatch.screening.settings import ScreeningSettings

Codes = Callable[..., set[str]]


def test_a_filled_honeypot_rejects(screen: Callable[..., ScreeningReport]) -> None:
    report = screen(honeypot="http://spam.example")
    assert (report.verdict, report.category) == ("reject", Category.SPAM)


@pytest.mark.parametrize("trap", [None, " ", "0", "False"])
def test_an_empty_honeypot_says_nothing(codes: Codes, trap: str | None) -> None:
    assert "form.honeypot" not in codes(honeypot=trap)


def test_a_form_sent_at_once_is_a_hint_alone(screen: Callable[..., ScreeningReport]) -> None:
    report = screen(form_seconds=1.2)
    assert "form.too_fast" in {reason.code for reason in report.reasons}
    assert report.verdict == "accept"


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("own_domains", "list.own"),
        ("competitor_domains", "list.competitor"),
        ("partner_domains", "list.partner"),
        ("blocked", "list.blocked"),
    ],
)
@pytest.mark.parametrize(
    "name",
    ["brightwaterfoods.co.uk", "@brightwaterfoods.co.uk", "sokello@brightwaterfoods.co.uk", " BRIGHTWATERFOODS.co.uk "],
)
def test_the_vendors_lists_match_address_and_domain(codes: Codes, setting: str, code: str, name: str) -> None:
    assert code in codes(ScreeningSettings.model_validate({setting: [name]}))


def test_other_domains_are_not_on_a_list(codes: Codes) -> None:
    settings = ScreeningSettings(blocked=("foods.co.uk", ""))
    assert "list.blocked" not in codes(settings)
    assert "list.blocked" not in codes(settings, email=None)
