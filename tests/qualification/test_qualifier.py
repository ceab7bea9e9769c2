import math
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leadmatch.evidence.catalogue import catalogue
from leadmatch.qualification.claims import Claim, Firmness, Reading
from leadmatch.qualification.criteria import Criterion, Label, Readiness
from leadmatch.qualification.lexicon import meanings
from leadmatch.qualification.marking import NoteText
from leadmatch.qualification.qualification import Qualification
from leadmatch.qualification.qualifier import Qualifier
from leadmatch.qualification.questions import questions
from leadmatch.qualification.settings import QualificationSettings
from leadmatch.records.lead import Lead, Note

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
QUALIFIER = Qualifier()


def qualify(**fields: object) -> Qualification:
    return QUALIFIER.qualify(Lead(lead_id="L1", **fields), now=NOW)  # type: ignore[arg-type]  # fields vary by test


def level(result: Qualification, criterion: Criterion) -> int | None:
    return result.criteria[criterion].level


def test_an_empty_lead_is_unknown_in_everything_and_refused_nothing() -> None:
    result = qualify()
    assert {each.label for each in result.criteria.values()} == {Label.UNKNOWN}
    assert (result.low, result.high, result.completeness) == (0, 100, 0)
    assert result.score == pytest.approx(37.5)
    assert result.readiness is Readiness.ASK
    assert len(result.next_questions) == 4


def test_a_time_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        QUALIFIER.qualify(Lead(lead_id="L1"), now=datetime(2026, 6, 15))  # noqa: DTZ001 (that is the fault)


def test_chosen_answers_give_their_levels() -> None:
    answers = {
        "budget.range": "approved",
        "authority.signs": "me",
        "need.today": "broken",
        "timing.by": "within_3_months",
    }
    result = qualify(answers=answers)
    assert (result.score, result.low, result.high, result.completeness) == (100, 100, 100, 1)
    assert result.readiness is Readiness.SALES_READY
    assert result.next_questions == ()
    assert result.look_again is None


def test_free_answers_are_read_in_the_light_of_their_question() -> None:
    result = qualify(
        answers={
            "budget.range": "£35,000 agreed",
            "authority.signs": "my aunt and me",
            "need.today": "parcels pile up in the hall",
            "timing.by": "30 September",
        },
        country="GB",
    )
    assert level(result, Criterion.BUDGET) == 4
    assert level(result, Criterion.AUTHORITY) == 3
    assert level(result, Criterion.NEED) == 3
    assert level(result, Criterion.TIMING) == 3
    assert result.facts.to_dict() == {
        "budget_amount": 35_000,
        "budget_amount_max": None,
        "budget_currency": "GBP",
        "decision_role": None,
        "deadline": "2026-09-30",
        "deadline_latest": "2026-09-30",
    }


@pytest.mark.parametrize(
    ("code", "answer", "criterion", "expected"),
    [
        ("budget.range", "none", Criterion.BUDGET, 0),
        ("budget.range", "nothing at all", Criterion.BUDGET, 0),
        ("budget.range", "40000", Criterion.BUDGET, 3),
        ("budget.range", "4000-5000", Criterion.BUDGET, 2),
        ("budget.range", "ask Mary", Criterion.BUDGET, None),
        ("budget.release", "requested", Criterion.BUDGET, 2),
        ("authority.signs", "the owner", Criterion.AUTHORITY, 2),
        ("authority.signs", "ich", Criterion.AUTHORITY, 4),
        ("authority.signs", "-", Criterion.AUTHORITY, None),
        ("authority.signs", "I am an intern", Criterion.AUTHORITY, 0),
        ("authority.agrees", "only gathering quotes for the board", Criterion.AUTHORITY, 1),
        ("authority.agrees", "no one", Criterion.AUTHORITY, 4),
        ("authority.agrees", "CIO, compliance", Criterion.AUTHORITY, 2),
        ("need.today", "fine", Criterion.NEED, None),
        ("need.otherwise", "same", Criterion.NEED, 1),
        ("need.cost", "61 000 $ perdus en mai", Criterion.NEED, 4),
        ("timing.by", "whenever", Criterion.TIMING, None),
        ("timing.event", "the fair in Hanover", Criterion.TIMING, 2),
        ("timing.event", "move into the new hall on 14 November", Criterion.TIMING, 3),
        ("urgency.trigger", "the roof burned down last night", Criterion.NEED, 4),
        ("urgency.trigger", "a newspaper wrote about it", Criterion.NEED, 3),
    ],
)
def test_answers_mean_what_people_mean(code: str, answer: str, criterion: Criterion, expected: int | None) -> None:
    assert level(qualify(answers={code: answer}), criterion) == expected


def test_a_trigger_of_failure_is_urgent_and_an_unknown_question_is_read_like_a_note() -> None:
    assert qualify(answers={"urgency.trigger": "mandate"}).urgent
    assert level(qualify(answers={"own.question": "We have no budget for it."}), Criterion.BUDGET) == 0


def test_a_stated_answer_beats_an_inferred_one_and_the_contradiction_is_shown() -> None:
    result = qualify(
        answers={"budget.range": "approved"}, notes=[{"noted_on": "2026-06-14", "text": "There is no budget left."}]
    )
    budget = result.criteria[Criterion.BUDGET]
    assert budget.level == 4
    assert budget.is_contradicted
    assert [each.source.name for each in budget.evidence] == ["answers.budget.range", "notes[0]"]


def test_newer_beats_older() -> None:
    notes = [
        {"noted_on": "2026-03-01", "text": "No budget this year."},
        {"noted_on": "2026-06-01", "text": "The budget has been approved."},
    ]
    assert level(qualify(notes=notes), Criterion.BUDGET) == 4
    assert level(qualify(notes=notes[::-1]), Criterion.BUDGET) == 4


def test_an_answer_of_last_year_yields_to_a_newer_note() -> None:
    result = qualify(
        received_at="2025-06-01T09:00:00+00:00",
        answers={"budget.range": "approved"},
        notes=[{"noted_on": "2026-06-14", "text": "All spending is frozen."}],
    )
    assert level(result, Criterion.BUDGET) == 0


def test_deadlines_age_until_they_are_unknown() -> None:
    lead = Lead(lead_id="L1", notes=(Note(date(2026, 1, 5), "call", "It must be in place by November 30."),))
    seen = [
        QUALIFIER.qualify(lead, now=datetime(2026, month, 1, tzinfo=UTC)).criteria[Criterion.TIMING].level
        for month in (1, 7, 10, 12)
    ]
    assert seen == [2, 3, 4, None]


def test_a_job_title_only_hints() -> None:
    assert level(qualify(job_title="Geschäftsführer"), Criterion.AUTHORITY) == 4
    assert level(qualify(job_title="Sales Director"), Criterion.AUTHORITY) == 2
    assert level(qualify(job_title="Nurse"), Criterion.AUTHORITY) is None
    assert level(qualify(job_title="Zauberer"), Criterion.AUTHORITY) is None
    told = qualify(job_title="CEO", message="My wife decides about these things.")
    assert level(told, Criterion.AUTHORITY) == 2


def test_products_and_deal_size_tell_of_a_need() -> None:
    assert level(qualify(products=["ERP"]), Criterion.NEED) == 2
    assert level(qualify(products=["ERP"], deal_size=5000), Criterion.NEED) == 3


def test_no_need_disqualifies_and_no_hurry_says_when_to_look_again() -> None:
    assert qualify(message="We do not need anything, thank you.").readiness is Readiness.DISQUALIFIED
    later = qualify(message="No money for it this year. We want to replace the tills in March 2027.")
    assert later.readiness is Readiness.NURTURE
    assert later.look_again == date(2027, 3, 1)


def test_another_reader_may_be_plugged_in_and_must_quote() -> None:
    class Dreamer:
        def read(self, note: NoteText) -> Reading:
            made_up = Claim(Criterion.BUDGET, 4, "budget.approved", 500, 900, Firmness.TOLD)
            quoted = Claim(Criterion.NEED, 3, "need.pain", 0, len(note.text), Firmness.TOLD)
            return Reading(claims=(made_up, quoted))

    result = Qualifier(reader=Dreamer()).qualify(Lead(lead_id="L1", message="slow"), now=NOW)
    assert result.dropped_claims == 1
    assert level(result, Criterion.BUDGET) is None
    assert level(result, Criterion.NEED) == 3


def test_the_plural_gives_the_same_answers_in_order() -> None:
    leads = [Lead(lead_id=f"L{number}", message="Owner. 5k. Tills are broken.") for number in range(3)]
    assert list(QUALIFIER.qualify_many(leads, now=NOW)) == [QUALIFIER.qualify(lead, now=NOW) for lead in leads]


def test_a_result_has_the_published_form_a_card_and_can_be_pickled() -> None:
    result = qualify(message="Owner here. <script> Budget of 5k is approved, needs new tills by 1 July.")
    told = result.to_dict()
    assert list(told) == [
        "lead_id",
        "score",
        "low",
        "high",
        "completeness",
        "readiness",
        "urgent",
        "budget",
        "authority",
        "need",
        "timing",
        "facts",
        "next_questions",
        "must_change",
        "look_again",
        "reasons",
        "assumptions",
    ]
    card = result.card()
    assert card.bars[0].value == result.score
    assert [level.step for level in card.levels] == [result.criteria[each].level for each in Criterion]
    assert "<script>" not in result._repr_html_()
    assert pickle.loads(pickle.dumps(result)).to_dict() == told  # noqa: S301 (our own bytes)


def test_an_executor_gives_the_same_answers_in_order() -> None:
    leads = [Lead(lead_id=f"L{number}", message="Owner. 5k. Tills are broken.") for number in range(3)]
    with ThreadPoolExecutor(2) as pool:
        assert list(QUALIFIER.qualify_many(leads, now=NOW, executor=pool)) == list(
            QUALIFIER.qualify_many(leads, now=NOW)
        )


def test_a_qualifier_can_be_sent_to_another_process() -> None:
    QUALIFIER.qualify(Lead(lead_id="L1", message="Owner. 5k."), now=NOW)
    copy = pickle.loads(pickle.dumps(QUALIFIER))  # noqa: S301 (our own bytes)
    assert copy.qualify(Lead(lead_id="L1"), now=NOW) == QUALIFIER.qualify(Lead(lead_id="L1"), now=NOW)


def test_a_currency_that_nobody_named_is_told_as_an_assumption() -> None:
    (reason,) = qualify(message="We have 40k approved for tills.", country="GB").assumptions
    assert reason.message() == "Nobody named a currency; GBP is assumed from the place and the language"
    assert reason.points == 0
    assert not qualify(message="We have £40k approved for tills.", country="GB").assumptions
    assert qualify(answers={"budget.range": "40,000"}, country="GB").assumptions


def test_a_lead_to_nurture_says_what_must_change_and_when_to_look_again() -> None:
    lead = qualify(message="No budget this year. The tills are broken and I decide. We want new ones in March 2027.")
    assert lead.readiness is Readiness.NURTURE
    assert lead.must_change == (Criterion.BUDGET,)
    assert lead.look_again == date(2027, 3, 1)
    assert ("Must change", "budget") in set(lead.card().rows)


def test_an_amount_told_before_the_budget_was_cut_is_no_fact() -> None:
    notes = (Note(date(2026, 3, 1), None, "25k approved."), Note(date(2026, 5, 1), None, "The budget was cut."))
    assert QUALIFIER.qualify(Lead(lead_id="L1", notes=notes), now=NOW).facts.budget_amount is None


OWN = QualificationSettings.model_validate(
    {
        "questions": {
            "money": {
                "criterion": "budget",
                "text": "Any money?",
                "options": [{"code": "y", "text": "Yes", "level": 3}],
            },
            "need.today": {"criterion": "need", "text": "What hurts?"},
        }
    }
)


def test_questions_of_ones_own_replace_the_template() -> None:
    own = Qualifier(OWN)
    asked = own.qualify(Lead(lead_id="L1"), now=NOW)
    assert {each.code for each in asked.next_questions} == {"money", "need.today"}
    told = own.qualify(Lead(lead_id="L1", answers={"money": "yes", "need.today": "Tills break daily"}), now=NOW)
    assert level(told, Criterion.BUDGET) == 3
    assert told.reasons[0].message() == "Asked about budget, they answered: “yes”"
    assert level(told, Criterion.NEED) is not None
    assert level(own.qualify(Lead(lead_id="L1", answers={"money": "hm"}), now=NOW), Criterion.BUDGET) is None


LEVELS = st.fixed_dictionaries({each: st.none() | st.integers(0, 4) for each in Criterion})


@given(levels=LEVELS, criterion=st.sampled_from(list(Criterion)))
def test_raising_a_level_never_lowers_the_score_nor_the_readiness(
    levels: dict[Criterion, int | None], criterion: Criterion
) -> None:
    known = levels[criterion]
    assume(known is not None and known < 4)
    raised = {**levels, criterion: (known or 0) + 1}
    reader = StatedLevels(levels)
    before = Qualifier(reader=reader).qualify(Lead(lead_id="L1", message="."), now=NOW)
    after = Qualifier(reader=StatedLevels(raised)).qualify(Lead(lead_id="L1", message="."), now=NOW)
    assert before.score < after.score
    assert before.low < after.low
    assert after.low <= after.score <= after.high + 1e-9
    order = list(Readiness)
    assert order.index(after.readiness) <= order.index(before.readiness)


@given(levels=LEVELS, answers=LEVELS)
def test_whatever_the_unknown_turns_out_to_be_the_score_lies_in_the_interval(
    levels: dict[Criterion, int | None], answers: dict[Criterion, int | None]
) -> None:
    settled = {each: answers[each] if levels[each] is None else levels[each] for each in Criterion}
    lead = Lead(lead_id="L1", message=".")
    before = Qualifier(reader=StatedLevels(levels)).qualify(lead, now=NOW)
    after = Qualifier(reader=StatedLevels(settled)).qualify(lead, now=NOW)
    assert before.low - 1e-9 <= after.low <= after.score + 1e-9
    assert after.score <= after.high + 1e-9 <= before.high + 2e-9


class StatedLevels:
    """A reader that hears what it is told."""

    def __init__(self, levels: dict[Criterion, int | None]) -> None:
        self.levels = levels

    def read(self, note: NoteText) -> Reading:
        claims = [
            Claim(criterion, level, f"{criterion.value}.answered", 0, len(note.text))
            for criterion, level in self.levels.items()
            if level is not None
        ]
        return Reading(claims=tuple(claims))


def test_the_next_question_speaks_the_language_of_the_settings() -> None:
    german = Qualifier(QualificationSettings(question_language="de"))
    asked = german.qualify(Lead(lead_id="L1"), now=NOW).next_questions
    assert set(asked) <= set(questions("de"))


def test_every_code_that_a_cue_or_a_question_can_give_has_its_sentence() -> None:
    known = catalogue()
    asked = {each.code for each in questions()}
    assert set(meanings()) | asked <= set(known)


ANSWERS = st.dictionaries(
    st.sampled_from([each.code for each in questions()]),
    st.text(max_size=60) | st.sampled_from(["approved", "me", "no"]),
)


@given(
    message=st.text(max_size=300), note=st.text(max_size=300), answers=ANSWERS, title=st.none() | st.text(max_size=30)
)
def test_any_lead_has_a_score_within_its_bounds_that_its_reasons_add_up_to(
    message: str, note: str, answers: dict[str, str], title: str | None
) -> None:
    lead = Lead(lead_id="L1", message=message, notes=(Note(None, None, note),), answers=answers, job_title=title)
    result = QUALIFIER.qualify(lead, now=NOW)
    assert 0 <= result.low <= result.score + 1e-9
    assert result.score <= result.high + 1e-9 <= 100 + 1e-6
    assert len(result.reasons) == 4
    assert math.fsum(reason.points for reason in result.reasons) == result.score
    assert result.to_dict()["lead_id"] == "L1"
