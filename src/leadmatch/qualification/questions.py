"""The question template: what to ask about budget, authority, need, timing and urgency, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from leadmatch.qualification.criteria import Criterion
from leadmatch.values.resources import read
from leadmatch.values.text.fold import fold

LANGUAGES = ("en", "de", "fr", "es")


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """One answer to choose.

    Attributes:
        code: Stable name, as it stands in a lead's `answers`.
        text: In the language of the template.
        level: What it means for the criterion, 0 to 4.
    """

    code: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the template.

    Attributes:
        code: Stable name, such as `budget.range`.
        criterion: What its answer speaks of.
        text: In the language of the template.
        options: Answers to choose; a free answer is read like a note.
    """

    code: str
    criterion: Criterion
    text: str
    options: tuple[AnswerOption, ...]

    def option(self, answer: str) -> AnswerOption | None:
        """The option that an answer names by its code or its text, in any language; None for a free answer."""
        said = fold(answer).strip(" .!")
        own = next((each for each in self.options if said in {each.code, fold(each.text).strip(" .!")}), None)
        if own is not None or self.code not in _by_code("en"):
            return own
        translated = _options_by_answer(self.code).get(said)
        return next((each for each in self.options if translated and each.code == translated.code), None)

    def to_dict(self) -> dict[str, object]:
        """Return code, criterion, text and options."""
        options = [{"code": each.code, "text": each.text, "level": each.level} for each in self.options]
        return {"code": self.code, "criterion": self.criterion.value, "text": self.text, "options": options}


@cache
def questions(language: str = "en") -> tuple[Question, ...]:
    """The template in one language, in the order in which to ask.

    Args:
        language: One of `LANGUAGES`.

    Raises:
        ValueError: If the template is not written in that language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"The questions are not written in {language!r}. Choose one of {', '.join(LANGUAGES)}")
    template = tomllib.loads(read("data/qualification_questions.toml"))
    return tuple(
        Question(
            code,
            Criterion(entry["criterion"]),
            entry[language],
            tuple(AnswerOption(option["code"], option[language], option["level"]) for option in entry["options"]),
        )
        for code, entry in template.items()
    )


@cache
def level_texts(language: str = "en") -> Mapping[Criterion, tuple[str, ...]]:
    """What each level of each criterion looks like, from 0 to 4, in one of `LANGUAGES`."""
    table = tomllib.loads(read("data/qualification_levels.toml"))
    return {criterion: tuple(table[criterion.value][language]) for criterion in Criterion}


def question(code: str, language: str = "en") -> Question | None:
    """The question of a code, or None where the template has none."""
    return _by_code(language).get(code)


@cache
def _by_code(language: str) -> dict[str, Question]:
    return {each.code: each for each in questions(language)}


@cache
def _options_by_answer(code: str) -> dict[str, AnswerOption]:
    found: dict[str, AnswerOption] = {}
    for language in LANGUAGES:
        for option in _by_code(language)[code].options:
            found.setdefault(fold(option.text).strip(" .!"), option)
            found.setdefault(option.code, option)
    return found
