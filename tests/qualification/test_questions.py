import pytest

from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.questions import LANGUAGES, question, questions

CODES = [
    "budget.range",
    "budget.release",
    "authority.agrees",
    "authority.signs",
    "need.today",
    "need.cost",
    "need.otherwise",
    "timing.by",
    "timing.event",
    "urgency.trigger",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_whole_in_every_language(language: str) -> None:
    template = questions(language)
    assert [each.code for each in template] == CODES
    assert {each.criterion for each in template} == set(Criterion)
    assert all(each.text and option.text for each in template for option in each.options)
    assert all(0 <= option.level <= 4 for each in template for option in each.options)


def test_a_language_that_is_not_written_is_refused() -> None:
    with pytest.raises(ValueError, match="Choose one of en, de, fr, es"):
        questions("xx")


def test_an_option_is_known_by_its_code_and_by_its_text_in_any_language() -> None:
    signs = question("authority.signs")
    assert signs is not None
    assert [option.level for answer in ("me", "I do", "Ich", " yo. ") if (option := signs.option(answer))] == [4] * 4
    assert signs.option("my aunt") is None
    assert question("budget.colour") is None


def test_a_question_is_plain_data() -> None:
    told = questions()[0].to_dict()
    assert told["code"] == "budget.range"
    assert told["criterion"] == "budget"
    assert isinstance(told["options"], list)
