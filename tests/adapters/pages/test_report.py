"""The page of a run: whole, safe, and readable without seeing it."""

import base64
import hashlib
import re
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.adapters.pages.report import render_report
from leadmatch.pipeline.pipeline import LeadPipeline
from leadmatch.pipeline.result import PipelineResult
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.reporting.outside import UnreadRow
from leadmatch.settings import Settings
from leadmatch.testing.market import synthetic_market

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
COMMAND = "leadmatch run leads.csv --partners partners.csv --out out"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>1</script>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "\u202e\u2066txt.exe\x00\ud800",
    "𝕏" * 3_000,
)
BAD_ROWS = (
    UnreadRow(17, "<b>cost</b>", "<i>a lot</i>", "Write a number.", "leads.csv"),
    UnreadRow(52, "", "x" * 90, "Repair the quotes.", "leads.csv"),
)
PARTNER = Partner(partner_id="P1", name="<u>Fenn & Werk</u>", countries=("DE",), capacity=3, home_region="DE-HB")


def run(leads: int, *, partners: int = 12, junk: float = 0.3, ready: float = 0.6) -> PipelineResult:
    market = synthetic_market(Random(11), leads=leads, partners=partners, junk=junk, ready=ready)
    return LeadPipeline(market.partners, deals=market.deals).run(market.leads, now=market.now)


@pytest.fixture(scope="module")
def result() -> PipelineResult:
    return run(60)


@pytest.fixture(scope="module")
def html(result: PipelineResult) -> str:
    return render_report(result, command=COMMAND, bad_rows=BAD_ROWS, title="Meridiem & Sons")


@pytest.fixture(scope="module")
def page(html: str, read: Any) -> Any:
    return read(html)


def test_every_element_is_closed_where_it_should_be(page: Any) -> None:
    assert page.unbalanced == []


def test_every_lead_is_on_the_page(result: PipelineResult, page: Any) -> None:
    assert [decision.lead_id for decision in result.decisions if decision.lead_id not in page.text] == []


def test_the_page_runs_nothing_and_loads_nothing(html: str, page: Any) -> None:
    tags = Counter(tag for tag, _ in page.elements)
    assert not tags.keys() & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "image",
        "foreignobject",
    }
    assert page.values("src") == page.values("style") == page.values("srcset") == []
    assert all(target.startswith("#") for target in page.values("href"))
    assert [name for _, attributes in page.elements for name in attributes if name.startswith("on")] == []
    assert "url(http" not in html
    assert "@import" not in html
    assert re.findall(r"url\((?!#)", html) == []


def test_the_policy_of_the_page_allows_its_own_sheet_alone(html: str) -> None:
    sheet = html.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'\"" in html


def test_links_lead_to_places_that_are_there_once(page: Any) -> None:
    ids = Counter(page.values("id"))
    assert [name for name, times in ids.items() if times > 1] == []
    assert {target[1:] for target in page.values("href")} - ids.keys() == set()


def test_headings_go_down_one_level_at_a_time(page: Any) -> None:
    levels = [int(level[1]) for level, _ in page.headings]
    main = levels[levels.index(1) :]
    assert main.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(main))
    assert all(text.strip() for _, text in page.headings)


def test_figures_have_names_or_are_hidden_from_those_who_listen(page: Any) -> None:
    drawings = [attributes for tag, attributes in page.elements if tag == "svg"]
    images = [attributes for _, attributes in page.elements if attributes.get("role") == "img"]
    assert all(attributes["aria-label"].strip() for attributes in images)
    named = [attributes for attributes in drawings if attributes.get("role") == "img" or "aria-hidden" in attributes]
    strips = html_of_strips(page)
    assert len(named) + 4 * strips == len(drawings)


def html_of_strips(page: Any) -> int:
    """Return the number of BANT strips, whose four cells have one name together."""
    return sum(attributes.get("class") == "bant" for _, attributes in page.elements)


def test_the_finding_is_the_heading_and_the_title(result: PipelineResult, html: str, page: Any) -> None:
    assert next(text for level, text in page.headings if level == "h1") == result.headline
    assert f"<title>{result.headline} – leadmatch report</title>" in html


def test_sections_stand_in_the_order_in_which_one_acts(html: str) -> None:
    sections = re.findall(r'<(?:section|nav)[^>]* id="(\w+)"|<section id="(\w+)"', html)
    order = [one or other for one, other in sections]
    known = ["needs", "ends", "funnel", "screened", "assigned", "load", "held", "waiting", "taken", "recruit", "unread"]
    assert [name for name in order if name in known] == [name for name in known if name in order]
    assert {"needs", "ends", "funnel", "screened", "assigned", "load", "unread"} <= set(order)


def test_words_from_files_show_as_they_are(html: str, page: Any) -> None:
    assert "<i>a lot</i>" in page.text
    assert "&lt;i&gt;a lot&lt;/i&gt;" in html
    assert "Meridiem & Sons" in page.text
    assert COMMAND in page.text


def test_equal_results_give_equal_pages(result: PipelineResult, html: str) -> None:
    assert render_report(result, command=COMMAND, bad_rows=BAD_ROWS, title="Meridiem & Sons") == html
    assert render_report(run(60), command=COMMAND, bad_rows=BAD_ROWS, title="Meridiem & Sons") == html


def test_a_page_of_100_leads_is_smaller_than_400_kilobytes() -> None:
    result = run(100, partners=60, junk=0, ready=1)
    assert len(render_report(result, command=COMMAND).encode()) < 400_000


@pytest.mark.parametrize("partners", [(), (PARTNER,)])
def test_a_run_without_leads_still_says_what_it_found(partners: tuple[Partner, ...], read: Any) -> None:
    result = LeadPipeline(partners).run((), now=NOW)
    page = read(render_report(result, command=COMMAND))
    assert page.unbalanced == []
    assert "No lead was read." in page.text
    assert "No lead goes to a partner." in page.text


def test_a_large_run_draws_bars_and_names_the_files_that_have_the_rest(read: Any) -> None:
    leads = [Lead(lead_id=f"L{number}", message="asdf qwer sdfg", email="x@mailinator.com") for number in range(520)]
    html = render_report(LeadPipeline([PARTNER]).run(leads, now=NOW), command=COMMAND)
    page = read(html)
    assert page.unbalanced == []
    assert "Bars compare how many leads ended in each way." in page.text
    assert re.search(r"[\d,]+ more leads are in ", page.text)


@given(text=st.sampled_from(HOSTILE) | st.text(max_size=60))
def test_no_text_of_a_lead_gets_past_escaping(text: str, read: Any) -> None:
    answers = {
        "budget.range": "50,000 EUR approved. " + text,
        "authority.signs": "I decide and sign. " + text,
        "need.today": "Our archive fails every day and orders are late. " + text,
        "timing.by": "by 31 January 2027",
    }
    told: dict[str, Any] = {
        "first_name": text,
        "last_name": text,
        "company": text,
        "job_title": text,
        "city": text,
        "source": text,
    }
    leads = [
        Lead(lead_id="L1", **told, email="ann@kronsberg-werke.de", country="DE", answers=answers, message=text),
        Lead(lead_id=f"L2{text}", **told, message=text, products=(text,), industry=text),
    ]
    settings = Settings(hand_over=("sales_ready", "ask", "nurture"))
    html = render_report(LeadPipeline([PARTNER], settings=settings).run(leads, now=NOW), command=text, title=text)
    page = read(html)
    assert page.unbalanced == []
    assert page.elements
    assert not {tag for tag, _ in page.elements} & {"script", "img"}
    assert page.values("onerror") == page.values("src") == []
    assert all(target.startswith("#") for target in page.values("href"))
    assert "\u202e" not in html
    assert "\x00" not in html
