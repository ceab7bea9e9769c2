"""Settings of qualification: weights, the policy of readiness, and its presets."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.questions import AnswerOption, Question, questions

PresetName = Literal["bant", "ibm_three_of_four", "anum", "champ"]


def _by_criterion(table: object) -> object:
    """Read the names of criteria, as they stand in a settings file, as criteria."""
    if not isinstance(table, Mapping):
        return table
    unknown = sorted(str(name) for name in table if name not in set(Criterion))
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no criterion. Use budget, authority, need and timing")
    return {Criterion(name): value for name, value in table.items()}


class Policy(BaseModel):
    """When a lead is ready for a partner. All conditions must hold together; unknown levels never meet a condition."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    forbid_none: bool = Field(default=True, description="No criterion may have level 0.")
    strong_need: bool = Field(
        default=True,
        description="Need must be strong, or at least some while budget, authority and timing are all strong.",
    )
    known_others: int = Field(
        default=2, ge=0, le=3, description="How many of budget, authority and timing must be known."
    )
    strong_others: int = Field(
        default=1, ge=0, le=3, description="How many of budget, authority and timing must be strong."
    )
    money_or_power: bool = Field(
        default=True, description="An unknown budget requires strong authority, and an unknown authority strong budget."
    )
    criteria_met: int = Field(
        default=0, ge=0, le=4, description="How many criteria must reach `met_from`; 0 switches this condition off."
    )
    met_from: int = Field(default=2, ge=1, le=4, description="The level that `criteria_met` asks for.")
    gates: Annotated[dict[Criterion, int], BeforeValidator(_by_criterion)] = Field(
        default_factory=dict, description="Least level of single criteria, such as {'authority': 2}."
    )
    least_low: float = Field(
        default=0.0, ge=0, le=100, description="Least lower end of the score's interval; 0 switches it off."
    )


_PRESETS: dict[str, Policy] = {
    "bant": Policy(),
    "ibm_three_of_four": Policy(
        forbid_none=False, strong_need=False, known_others=0, strong_others=0, money_or_power=False, criteria_met=3
    ),
    "anum": Policy(money_or_power=False, gates={Criterion.AUTHORITY: 2}),
    "champ": Policy(money_or_power=False, strong_others=0, known_others=1, gates={Criterion.NEED: 3}),
}


class OwnOption(BaseModel):
    """One answer to choose, in a question of one's own."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    code: str = Field(min_length=1, description="Stable name, as it stands in a lead's `answers`.")
    text: str = Field(min_length=1, description="What the person reads.")
    level: int = Field(ge=0, le=4, description="What it means for the criterion, 0 to 4.")


class OwnQuestion(BaseModel):
    """One question of a template of one's own."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    criterion: Literal["budget", "authority", "need", "timing"] = Field(description="What its answer speaks of.")
    text: str = Field(min_length=1, description="What is asked.")
    options: list[OwnOption] = Field(
        default_factory=list, description="Answers to choose; a free answer is read like a note."
    )


class QualificationSettings(BaseModel):
    """How levels become a score and a readiness.

    The weights follow public scorecards, where need counts most; none of them cites outcomes, so they are a choice.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    weights: Annotated[dict[Criterion, float], BeforeValidator(_by_criterion)] = Field(
        default={Criterion.BUDGET: 0.25, Criterion.AUTHORITY: 0.20, Criterion.NEED: 0.30, Criterion.TIMING: 0.25},
        description="Share of each criterion in the score; they add up to 1.",
    )
    prior_level: float = Field(default=1.5, ge=0, le=4, description="The level counted for an unknown criterion.")
    preset: PresetName = Field(default="bant", description="Whose policy of readiness holds unless `policy` is given.")
    policy: Policy | None = Field(default=None, description="A policy of one's own in place of the preset's.")
    question_language: str = Field(default="en", description="Language of the next questions: en, de, fr or es.")
    questions: dict[str, OwnQuestion] = Field(
        default_factory=dict,
        description="Questions of one's own by code, in the order in which to ask; they replace the template.",
    )
    stale_days: int = Field(
        default=90, ge=1, description="Days after which what was said is old; newer sources beat it even when weaker."
    )
    note_limit: int = Field(default=20_000, ge=100, description="Characters of a text that are read.")

    @field_validator("weights")
    @classmethod
    def _complete(cls, weights: dict[Criterion, float]) -> dict[Criterion, float]:
        if set(weights) != set(Criterion) or min(weights.values()) < 0 or abs(sum(weights.values()) - 1) > 1e-9:  # noqa: PLR2004 (rounding)
            raise ValueError("Give budget, authority, need and timing each a weight from 0, together 1")
        return weights

    @property
    def template(self) -> tuple[Question, ...]:
        """The questions in force: those of one's own, else the template in `question_language`."""
        if not self.questions:
            return questions(self.question_language)
        return tuple(
            Question(code, Criterion(own.criterion), own.text, tuple(_option(each) for each in own.options))
            for code, own in self.questions.items()
        )

    @property
    def rule(self) -> Policy:
        """The policy in force."""
        return self.policy or _PRESETS[self.preset]


def _option(own: OwnOption) -> AnswerOption:
    return AnswerOption(own.code, own.text, own.level)
