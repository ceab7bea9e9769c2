"""The lists of the report: who is in them, in which order, and what they say."""

from dataclasses import replace
from typing import Any

import pytest

from leadmatch.assignment.recruitment import NearestPartner, RecruitProfile
from leadmatch.conflicts.conflict import Conflict, ConflictKind
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.wording import THIN
from leadmatch.pipeline.result import WiderChoice
from leadmatch.reporting.assigned import assigned_of, match_receipt
from leadmatch.reporting.held import held_of, waiting_of
from leadmatch.reporting.listing import Cut
from leadmatch.reporting.outside import UnreadRow, lacking_of, unread_of, wider_of
from leadmatch.reporting.people import names_of
from leadmatch.reporting.recruits import recruit_of
from leadmatch.reporting.screened import screened_of
from leadmatch.reporting.taken import taken_of

CUT = Cut.for_leads(20)


@pytest.fixture
def sections(build: Any, decide: Any) -> Any:
    """Return the result of some ends, the names in it and its cut."""

    def made(*ends: str, **parts: Any) -> Any:
        result = build([decide(end, number) for number, end in enumerate(ends)], **parts)
        return result, names_of(result), CUT

    return made


def test_screening_lists_the_closest_calls_first(sections: Any) -> None:
    screened = screened_of(*sections("rejected", "redirected", "not_a_buyer", "assigned"))
    assert screened is not None
    assert screened.heading == "3 leads stop at screening: 1 rejected, 1 redirected and 1 to nurture"
    assert [lead.points for lead in screened.listing.rows] == ["80", "40", "60"]
    assert [lead.open for lead in screened.listing.rows] == [True, False, False]
    assert [group.title for group in screened.groups] == ["Rejected", "Redirected", "Not buyers, to nurture"]
    assert [lead.receipt.meaning for lead in screened.listing.rows] == [
        "junk points; 50 are enough to reject",
        "junk points",
        "junk points; 50 are enough to send it to another desk",
    ]


def test_a_lead_that_screening_stopped_shows_what_it_saw_without_changing_it(sections: Any) -> None:
    screened = screened_of(*sections("rejected"))
    assert screened is not None
    (lead,) = screened.listing.rows
    assert (lead.telling.before, lead.telling.observed) == ("name is ", "<b>Mickey</b>")
    assert (screened.heading, lead.category) == ("1 lead stops at screening: 1 rejected", "Spam")


def test_sections_that_have_nothing_to_say_are_left_out(sections: Any) -> None:
    result, names, cut = sections("assigned")
    assert screened_of(result, names, cut) is None
    assert held_of(result, names, cut) is None
    assert waiting_of(result, names, cut) is None
    assert taken_of(result, names, cut, frozenset()) is None
    assert recruit_of(result, names, cut) is None
    assert unread_of((), 1, cut) is None
    assert lacking_of(result) is None
    assert wider_of(result) is None


def test_assigned_leads_come_with_the_highest_expected_value_first(sections: Any) -> None:
    assigned = assigned_of(*sections("assigned", "assigned", "assigned"))
    assert [lead.lead_id for lead in assigned.listing.rows] == ["L-0002", "L-0001", "L-0000"]
    first = assigned.listing.rows[0]
    assert (first.partner, first.partner_place, first.deal) == ("Fennwerk", "DE", f"€{THIN}3,000")
    assert first.next.startswith("Next in line: Harbourline, €")
    assert first.ready_title == "Why this lead is ready"
    assert (first.open, assigned.listing.rows[1].open) == (True, False)


def test_a_lead_that_is_handed_over_before_it_is_ready_is_not_called_ready(decide: Any, build: Any) -> None:
    ready, asked = decide("assigned", 1), decide("ask", 2)
    early = replace(ready, qualification=asked.qualification, outcome=None)
    result = build([early])
    (lead,) = assigned_of(result, names_of(result), CUT).listing.rows
    assert (lead.ready_title, lead.next) == ("How ready this lead is", "")


def test_why_not_the_first_choice_is_said_beside_who_is_next(decide: Any, build: Any) -> None:
    decision = decide("assigned", 1)
    taken = Reason.of("assignment.first_choice_taken", partner="P2", winner="L-9")
    alone = replace(decision, outcome=replace(decision.outcome, reason=taken, alternates=()))
    result = build([alone])
    (lead,) = assigned_of(result, names_of(result), CUT).listing.rows
    assert lead.next == "Its first choice Harbourline is full: its place went to L-9, which gains more from it."
    nobody = build([replace(decision, outcome=replace(decision.outcome, alternates=()))])
    (lead,) = assigned_of(nobody, names_of(nobody), CUT).listing.rows
    assert lead.next == "No other partner suits it."


def test_an_assigned_lead_without_a_qualification_is_an_error(decide: Any, build: Any) -> None:
    result = build([replace(decide("assigned"), qualification=None)])
    with pytest.raises(ValueError, match="without having been qualified"):
        assigned_of(result, names_of(result), CUT)


def test_an_assigned_lead_is_left_out_of_the_list_where_its_match_is_unknown(decide: Any, build: Any) -> None:
    result = build([replace(decide("assigned"), ranking=None)])
    assert assigned_of(result, names_of(result), CUT).listing.total == 0


@pytest.mark.parametrize(
    ("log_odds", "probability", "total", "meaning"),
    [
        (1.2267, 0.46, "+35", "points make the odds 3.4 times the average: 46% where the average is 20%"),
        (-1.0, 0.0842, "−29", "points make the odds 0.4 times the average: 8% where the average is 20%"),
        (-4.0, 0.0046, "−115", "points make the odds 0.02 times the average: <1% where the average is 20%"),
        (3.0, 0.83, "+87", "points make the odds 20 times the average: 83% where the average is 20%"),
        (0.0, 0.2, "0", "points leave the odds at the average: 20% where the average is 20%"),
    ],
)
def test_points_of_a_match_say_what_they_do_to_the_odds(
    log_odds: float, probability: float, total: str, meaning: str
) -> None:
    base = Reason.of("base.rate", points=-1.3863, observed="20%")
    made = match_receipt([base, Reason.of("model.base", points=log_odds)], probability)
    assert (made.total, made.meaning.replace(THIN, "")) == (total, meaning)
    assert [line.code for line in made.lines] == ["model.base"]


def test_a_match_without_a_base_says_the_chance_alone() -> None:
    made = match_receipt([Reason.of("model.base", points=0.6931)], 0.5)
    assert (made.total, made.meaning) == ("+20", f"points: a win chance of 50{THIN}%")


def test_held_leads_show_the_question_and_those_under_review_the_doubt(sections: Any) -> None:
    held = held_of(*sections("ask", "review", "ask"))
    assert held is not None
    assert held.heading == "2 leads need one answer, 1 needs a look"
    assert held.review_title == "1 lead to look at: screening has a doubt"
    first = held.asks.rows[0]
    assert first.question.endswith("?")
    assert first.hint == "Budget is unknown"
    assert held.reviews.rows[0].receipt.meaning == "junk points; 25 are enough for a person to look"
    assert held.reviews.rows[0].category == "No category"


@pytest.mark.parametrize(
    ("ends", "heading", "title"),
    [
        (("ask",), "1 lead needs one answer", "0 leads to look at: screening has a doubt"),
        (("review",), "1 lead needs a look", ""),
        (("review", "review"), "2 leads need a look", ""),
        (
            ("ask", "review", "review"),
            "1 lead needs one answer, 2 need a look",
            "2 leads to look at: screening has a doubt",
        ),
    ],
)
def test_the_heading_of_held_leads_agrees_with_their_number(
    sections: Any, ends: tuple[str, ...], heading: str, title: str
) -> None:
    held = held_of(*sections(*ends))
    assert held is not None
    assert (held.heading, held.review_title) == (heading, title)


def test_a_lead_to_ask_without_a_question_says_so(decide: Any, build: Any) -> None:
    decision = decide("ask")
    result = build([replace(decision, qualification=replace(decision.qualification, next_questions=()))])
    held = held_of(result, names_of(result), CUT)
    assert held is not None
    assert held.asks.rows[0].question == "Ask what is unknown."


def test_leads_that_are_not_ready_say_what_is_too_weak(sections: Any) -> None:
    one, two = waiting_of(*sections("nurture")), waiting_of(*sections("nurture", "nurture"))
    assert one is not None
    assert two is not None
    assert (one.heading, one.intro.split()[0]) == ("1 lead is not ready yet", "It")
    assert (two.heading, two.intro.split()[0]) == ("2 leads are not ready yet", "They")
    assert one.listing.rows[0].question == "Need is none; budget and timing are only some"
    assert one.listing.rows[0].hint == "Authority is unknown"


def test_a_lead_that_is_too_little_known_says_so_and_when_to_look_again(decide: Any, build: Any) -> None:
    weak, ready = decide("nurture"), decide("assigned").qualification
    result = build([replace(weak, qualification=replace(ready, look_again=None))])
    waiting = waiting_of(result, names_of(result), CUT)
    assert waiting is not None
    assert waiting.listing.rows[0].question == "Too little is known"
    assert waiting.listing.rows[0].hint == "Nothing is unknown"


def test_taken_leads_name_their_holder_and_duplicates_the_lead_that_stands_for_them(decide: Any, build: Any) -> None:
    result = build([decide("assigned", 0), decide("conflict", 1), decide("duplicate", 2)])
    taken = taken_of(result, names_of(result), CUT, frozenset({"L-0000"}))
    assert taken is not None
    assert taken.heading == "2 leads are taken or seen before"
    claim, copy = taken.listing.rows
    assert (claim.what, claim.holder, claim.until, claim.link) == (
        "Registered deal",
        "Fennwerk, D-7",
        "15 Feb 2027",
        "",
    )
    assert (copy.what, copy.holder, copy.link, copy.until) == ("Same person", "L-0000 stands for it", "lead-1", "")
    assert len(copy.evidence) == 1


def test_a_lead_that_the_vendor_keeps_names_the_vendor(decide: Any, build: Any) -> None:
    kept = Conflict(ConflictKind.PROTECTED_ACCOUNT, "", None, None, ())
    decision = replace(decide("conflict"), partner_id=None, conflicts=(kept,))
    result = build([decision])
    taken = taken_of(result, names_of(result), CUT, frozenset())
    assert taken is not None
    assert taken.heading == "1 lead is taken"
    (row,) = taken.listing.rows
    assert (row.holder, row.until) == ("The vendor keeps this account", "no end date")


def test_leads_whose_evidence_is_missing_show_the_decision(decide: Any, build: Any) -> None:
    claim = replace(decide("conflict", 1), conflicts=())
    copy = replace(decide("duplicate", 2), duplicates=(), duplicate_of=None)
    result = build([claim, copy])
    taken = taken_of(result, names_of(result), CUT, frozenset())
    assert taken is not None
    assert [row.what for row in taken.listing.rows] == ["Taken", "Same inquiry"]
    assert all(row.evidence for row in taken.listing.rows)
    alone = taken_of(build([copy]), names_of(result), CUT, frozenset())
    assert alone is not None
    assert alone.heading == "1 lead is seen before"


def profile(*lead_ids: str, **fields: Any) -> RecruitProfile:
    known: dict[str, Any] = {
        "industry": "Health care",
        "country": "PL",
        "regions": (),
        "products": ("Archive",),
        "languages": ("pl",),
        "lead_ids": lead_ids,
        "value": 94_000.0,
        "least_deal": 30_000.0,
        "largest_deal": 64_000.0,
        "nearest": NearestPartner("P1", (Reason.of("territory.country", observed="Poland"),)),
    }
    return RecruitProfile(**(known | fields))


def test_whom_to_recruit_is_said_as_what_the_partner_would_do(sections: Any) -> None:
    result, names, cut = sections("no_partner", "no_place", recruitment=(profile("L-0000", "L-0001"),))
    recruit = recruit_of(result, names, cut)
    assert recruit is not None
    assert recruit.heading == "One kind of partner would take the 2 leads left over"
    (row,) = recruit.profiles.rows
    assert row.who == "serves health care in Poland"
    assert row.more.replace(THIN, "") == "Archive; language pl; deals of €30.0k to €64.0k"
    assert (row.nearest, str(row.lacks[0])) == ("Fennwerk", "does not serve Poland")


@pytest.mark.parametrize(
    ("made", "who", "more", "lacks"),
    [
        (profile("L", industry=None), "works in Poland", "Archive; language pl; deals of €30.0k to €64.0k", "does not"),
        (
            profile("L", country="US", languages=("en", "es")),
            "serves health care in the United States",
            "languages en, es",
            "does not",
        ),
        (
            profile("L", country="Atlantis", largest_deal=0),
            "serves health care in Atlantis",
            "Archive; language pl",
            "does not",
        ),
        (profile("L", industry=None, country=None, least_deal=64_000), "sells Archive", "deals of €64.0k", "does not"),
        (profile("L", industry=None, country=None, products=()), "sells what these leads want", "language", "does not"),
        (profile("L", nearest=None), "serves health care in Poland", "Archive", "nobody comes near"),
        (profile("L", nearest=NearestPartner("P2")), "serves health care in Poland", "Archive", "has no place left"),
    ],
)
def test_a_profile_says_only_what_is_known(
    sections: Any, made: RecruitProfile, who: str, more: str, lacks: str
) -> None:
    result, names, cut = sections("no_partner", recruitment=(made,))
    recruit = recruit_of(result, names, cut)
    assert recruit is not None
    assert recruit.heading == "One kind of partner would take the one lead left over"
    (row,) = recruit.profiles.rows
    assert row.who == who
    assert more in row.more.replace(THIN, "")
    assert str(row.lacks[0]).startswith(lacks)


def test_leads_without_a_partner_name_the_nearest_one_and_what_it_lacks(sections: Any) -> None:
    result, names, cut = sections("no_partner", "no_place")
    recruit = recruit_of(result, names, cut)
    assert recruit is not None
    assert (recruit.heading, recruit.folded) == ("2 leads found no partner", False)
    full, foreign = recruit.listing.rows
    assert (full.lead_id, full.nearest, full.lacks) == ("L-0001", "", ())
    assert str(full.why[0]) == "No suitable partner has a place for leads; the best would be Fennwerk"
    assert (foreign.lead_id, foreign.nearest) == ("L-0000", "Fennwerk")
    assert str(foreign.lacks[0]).startswith("does not serve")


def test_profiles_that_do_not_cover_all_leads_say_how_many(sections: Any) -> None:
    kinds = (profile("L-0000"), profile("L-0001", country="FR"))
    result, names, cut = sections("no_partner", "no_partner", "no_partner", recruitment=kinds)
    recruit = recruit_of(result, names, cut)
    assert recruit is not None
    assert recruit.heading == "Two kinds of partner would take 2 of the 3 leads left over"
    assert recruit.intro == "Most leads first, then most value."


def test_a_lead_that_nobody_ranked_shows_the_decision(decide: Any, build: Any) -> None:
    result = build([replace(decide("no_partner"), ranking=None, outcome=None)])
    recruit = recruit_of(result, names_of(result), CUT)
    assert recruit is not None
    (row,) = recruit.listing.rows
    assert (row.deal, str(row.why[0])) == ("unknown", "Ready, but goes to nobody: it is")


def test_rows_that_were_not_read_are_counted_once_however_many_faults_they_have() -> None:
    rows = [
        UnreadRow(52, "currency", "Euro", "Use the three-letter code: EUR", "leads.csv"),
        UnreadRow(17, "cost", "a lot", "Write a number", "leads.csv"),
        UnreadRow(17, "currency", "\u202eEuro", "Use the three-letter code: EUR", "leads.csv"),
    ]
    unread = unread_of(rows, 96, CUT)
    assert unread is not None
    assert (unread.rows, unread.heading) == (2, "2 rows could not be read")
    assert [(row.row, row.column) for row in unread.listing.rows] == [(17, "cost"), (17, "currency"), (52, "currency")]
    assert unread.listing.rows[1].found == "Euro"
    one = unread_of(rows[:1], 0, Cut(0))
    assert one is not None
    assert (one.heading, one.listing.left_out) == ("1 row could not be read", 1)


def test_what_the_data_lack_is_counted_and_told(build: Any) -> None:
    one = lacking_of(build([], gaps=(Reason.of("gap.lead_place", leads=4),)))
    two = lacking_of(build([], gaps=(Reason.of("gap.lead_place", leads=4),) * 2))
    assert one is not None
    assert two is not None
    assert one.heading == "One gap in the data changed what could be checked"
    assert two.heading == "Two gaps in the data changed what could be checked"
    assert one.gaps[0].code == "gap.lead_place"


def test_wider_choices_say_how_to_make_them(build: Any) -> None:
    wider = wider_of(build([], wider=(WiderChoice("ask", 8, 6), WiderChoice("nurture", 0, 0))))
    assert wider is not None
    assert wider.heading == "6 waiting leads would find a partner if more were handed over"
    assert wider.intro == "Now handed over: sales ready."
    (choice,) = wider.choices
    assert (choice.words, choice.option) == ("Ask first", "--hand-over sales_ready,ask")
