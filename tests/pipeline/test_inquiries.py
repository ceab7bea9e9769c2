"""One inquiry has one lead that stands for it, whatever the order in which leads are read."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.evidence.verdict import Verdict
from leadmatch.pipeline.inquiries import gather, with_joined
from leadmatch.records.lead import Lead, Note

START = datetime(2026, 6, 8, 9, tzinfo=UTC)


def lead(lead_id: str, hour: int = 0, **fields: object) -> Lead:
    return Lead(lead_id=lead_id, received_at=START + timedelta(hours=hour), **fields)  # type: ignore[arg-type] # fields of any type


def accepted(*leads: Lead) -> dict[str, Verdict]:
    return {one.id: Verdict.ACCEPT for one in leads}


def test_the_earliest_lead_stands_for_the_inquiry() -> None:
    late, early = lead("A", 5), lead("B", 1)
    found = gather([late, early], accepted(late, early), {"A": ["B"], "B": ["A"]})
    assert found.stands_for == {"A": "B"}
    assert found.joined == {"B": ("A",)}


def test_of_two_leads_at_one_moment_the_smaller_id_stays() -> None:
    first, second = lead("L1"), lead("L2")
    found = gather([second, first], accepted(first, second), {"L1": ["L2"], "L2": ["L1"]})
    assert found.stands_for == {"L2": "L1"}


def test_an_accepted_lead_stands_even_where_one_under_review_came_earlier() -> None:
    doubtful, sound = lead("A", 0), lead("B", 3)
    verdicts = {"A": Verdict.REVIEW, "B": Verdict.ACCEPT}
    assert gather([doubtful, sound], verdicts, {"A": ["B"], "B": ["A"]}).stands_for == {"A": "B"}


def test_a_rejected_lead_neither_stands_nor_joins() -> None:
    junk, sound = lead("A", 0), lead("B", 3)
    verdicts = {"A": Verdict.REJECT, "B": Verdict.ACCEPT}
    assert gather([junk, sound], verdicts, {"A": ["B"], "B": ["A"]}).stands_for == {}


def test_a_chain_of_leads_is_one_inquiry() -> None:
    leads = [lead("A", 0), lead("B", 1), lead("C", 2)]
    found = gather(leads, accepted(*leads), {"A": ["B"], "B": ["A", "C"], "C": ["B"]})
    assert found.joined == {"A": ("B", "C")}


def test_a_lead_without_a_time_comes_last() -> None:
    timeless, timed = Lead(lead_id="A"), lead("B", 9)
    assert gather([timeless, timed], accepted(timeless, timed), {"A": ["B"], "B": ["A"]}).stands_for == {"A": "B"}


@given(st.permutations(range(6)), st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8))
def test_the_order_of_the_leads_does_not_matter(order: list[int], pairs: set[tuple[int, int]]) -> None:
    leads = [lead(f"L{number}", number // 2) for number in range(6)]
    related: dict[str, list[str]] = {one.id: [] for one in leads}
    for a, b in pairs:
        if a != b:
            related[f"L{a}"].append(f"L{b}")
            related[f"L{b}"].append(f"L{a}")
    verdicts = accepted(*leads)
    assert gather([leads[number] for number in order], verdicts, related) == gather(leads, verdicts, related)


def test_message_notes_and_answers_of_a_later_lead_join() -> None:
    early = lead("A", message="Need tills", answers={"timing.by": "May", "need.today": "paper"})
    note = Note(noted_on=date(2026, 6, 9), text="CFO signs")
    late = lead("B", 30, message="Budget is approved", notes=(note,), answers={"timing.by": "June"})
    whole = with_joined(early, [late])
    assert whole.message == "Need tills"
    assert [(one.noted_on, one.text) for one in whole.notes] == [
        (date(2026, 6, 9), "Budget is approved"),
        (date(2026, 6, 9), "CFO signs"),
    ]
    assert whole.answers == {"timing.by": "June", "need.today": "paper"}


def test_the_same_message_is_not_read_twice() -> None:
    early, late = lead("A", message="Need tills"), Lead(lead_id="B", message="Need tills")
    assert with_joined(early, [late]).notes == ()


def test_a_later_message_without_a_time_has_no_day() -> None:
    early, late = lead("A", message="Need tills"), Lead(lead_id="B", message="Still waiting")
    assert with_joined(early, [late]).notes[0].noted_on is None


def test_a_lead_without_duplicates_stays_as_it_is() -> None:
    only = lead("A", message="Need tills")
    assert with_joined(only, []) is only
