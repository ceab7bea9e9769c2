from hypothesis import given
from hypothesis import strategies as st

from leadmatch.qualification.criteria import Criterion, Label, Readiness, label_of
from leadmatch.qualification.readiness import holds, most_telling, readiness
from leadmatch.qualification.settings import Policy, QualificationSettings

LEVELS = st.fixed_dictionaries({each: st.none() | st.integers(0, 4) for each in Criterion})
BANT = Policy()
WEIGHTS = QualificationSettings().weights


def levels(
    budget: int | None, authority: int | None, need: int | None, timing: int | None
) -> dict[Criterion, int | None]:
    return dict(zip(Criterion, (budget, authority, need, timing), strict=True))


def test_levels_have_their_labels() -> None:
    assert [label_of(level) for level in (None, 0, 1, 2, 3, 4)] == [
        Label.UNKNOWN,
        Label.NONE,
        Label.SOME,
        Label.SOME,
        Label.STRONG,
        Label.STRONG,
    ]


def test_a_strong_need_with_two_known_others_of_which_one_is_strong_is_ready() -> None:
    assert holds(levels(2, 3, 3, None), BANT)
    assert not holds(levels(2, 2, 3, None), BANT)
    assert not holds(levels(4, None, None, 4), BANT)


def test_an_unknown_budget_requires_strong_authority_and_the_reverse() -> None:
    assert holds(levels(None, 3, 4, 2), BANT)
    assert not holds(levels(None, 2, 4, 4), BANT)
    assert holds(levels(3, None, 4, 4), BANT)
    assert not holds(levels(2, None, 4, 4), BANT)


def test_some_need_is_enough_only_when_the_other_three_are_strong() -> None:
    assert holds(levels(3, 4, 1, 3), BANT)
    assert not holds(levels(3, 4, 1, 2), BANT)


def test_one_none_is_never_ready() -> None:
    assert not holds(levels(0, 4, 4, 4), BANT)


@given(LEVELS)
def test_only_a_stated_lack_of_need_disqualifies(found: dict[Criterion, int | None]) -> None:
    assert (readiness(found, BANT) is Readiness.DISQUALIFIED) == (found[Criterion.NEED] == 0)


@given(LEVELS, st.sampled_from(list(Criterion)))
def test_raising_a_known_level_never_makes_a_ready_lead_unready(
    found: dict[Criterion, int | None], criterion: Criterion
) -> None:
    level = found[criterion]
    if level is not None and level < 4 and holds(found, BANT):
        assert holds({**found, criterion: level + 1}, BANT)


@given(LEVELS)
def test_to_ask_means_that_answers_could_make_it_ready(found: dict[Criterion, int | None]) -> None:
    best = {each: 4 if level is None else level for each, level in found.items()}
    if readiness(found, BANT) is Readiness.ASK:
        assert not holds(found, BANT)
        assert holds(best, BANT)
    if readiness(found, BANT) is Readiness.NURTURE:
        assert not holds(best, BANT)


@given(LEVELS)
def test_every_unknown_criterion_is_asked_once(found: dict[Criterion, int | None]) -> None:
    asked = most_telling(found, BANT, WEIGHTS)
    assert sorted(asked) == sorted(each for each in Criterion if found[each] is None)


def test_the_question_that_opens_the_door_comes_first() -> None:
    assert most_telling(levels(None, 3, None, 3), BANT, WEIGHTS)[0] is Criterion.NEED
    assert most_telling(levels(2, None, 4, None), BANT, WEIGHTS)[0] is Criterion.AUTHORITY


def test_presets_have_policies_of_their_own() -> None:
    ibm = QualificationSettings(preset="ibm_three_of_four").rule
    assert holds(levels(2, 2, 2, 0), ibm)
    assert not holds(levels(2, 2, None, None), ibm)
    anum = QualificationSettings(preset="anum").rule
    assert not holds(levels(4, 1, 4, 4), anum)
    assert holds(levels(None, 2, 4, 4), anum)
    champ = QualificationSettings(preset="champ").rule
    assert holds(levels(None, 1, 3, None), champ)
    assert not holds(levels(4, 4, 2, 4), champ)


def test_a_policy_may_ask_for_a_least_low_end_of_the_score() -> None:
    careful = Policy(least_low=60)
    assert holds(levels(4, 4, 4, 4), careful, low=60)
    assert not holds(levels(4, 4, 4, 4), careful, low=59)
