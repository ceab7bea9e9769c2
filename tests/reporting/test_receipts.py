"""Receipts: what is found, apart from its sentence, with points that add up."""

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.evidence.reason import Reason
from leadmatch.reporting.receipts import Sentence, by_weight, in_a_row, receipt, sentence

POINTS = st.floats(-500, 500)


def whole(points: str) -> int:
    return int(points.replace("−", "-").replace("+", "").replace(",", "") or 0)


@given(st.lists(POINTS, max_size=9), st.floats(0.5, 40))
def test_the_lines_of_a_receipt_add_up_to_its_total(points: list[float], scale: float) -> None:
    made = receipt([Reason.of("model.base", points=each) for each in points], "points", scale=scale)
    assert sum(whole(line.points) for line in made.lines) == whole(made.total)


def test_the_most_telling_reason_stands_first_and_what_only_informs_last() -> None:
    reasons = [Reason.of("model.base", points=worth) for worth in (0, 3, -28, 15)]
    assert [reason.points for reason in by_weight(reasons)] == [-28, 15, 3, 0]
    made = receipt(reasons, "points", sign=True)
    assert [line.points for line in made.lines] == ["−28", "+15", "+3", ""]
    assert [line.negative for line in made.lines] == [True, False, False, False]
    assert (made.total, made.meaning) == ("−10", "points")


def test_a_total_has_a_sign_where_it_is_asked_for() -> None:
    reasons = [Reason.of("model.base", points=7)]
    assert receipt(reasons, "").total == "7"
    assert receipt(reasons, "", sign=True).total == "+7"


def test_the_observed_value_stands_apart_from_its_sentence() -> None:
    reason = Reason.of("model.range", observed="41", feature="age", range="40 to 50")
    assert sentence(reason) == Sentence("age is ", "41", ", which lies in 40 to 50")
    assert str(sentence(reason)) == reason.message()


def test_a_code_stands_apart_in_words() -> None:
    reason = Reason.of("language.shared", field="languages", observed="en, es")
    assert sentence(reason) == Sentence("Speaks ", "English, Spanish")
    assert sentence(Reason.of("territory.region", observed="US-FL")).observed == "Florida"


def test_an_observed_value_that_the_sentence_does_not_name_follows_it() -> None:
    assert sentence(Reason.of("model.missing", observed="n/a", feature="age")) == Sentence("age is unknown: ", "n/a")


def test_a_sentence_without_a_value_is_whole() -> None:
    assert sentence(Reason.of("model.missing", feature="age")) == Sentence("age is unknown")


@given(st.text(max_size=400), st.text(max_size=400))
def test_whatever_was_observed_gives_a_line_without_unseen_marks(observed: str, feature: str) -> None:
    told = str(sentence(Reason.of("model.value", observed=observed, feature=feature)))
    assert "\x00" not in told
    assert "\u202e" not in told


def test_sentences_in_a_row_go_on_with_small_letters() -> None:
    row = in_a_row([Sentence("Speaks ", "German"), Sentence("Knows it"), Sentence("IBM knows it"), Sentence("", "X")])
    assert [each.before for each in row] == ["Speaks ", "knows it", "IBM knows it", ""]


def test_nothing_in_a_row_says_so() -> None:
    assert in_a_row([]) == (Sentence("Nothing stands out"),)
