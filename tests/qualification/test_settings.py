import pytest
from pydantic import ValidationError

from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.settings import Policy, QualificationSettings


def test_the_default_weights_add_up_to_one() -> None:
    assert sum(QualificationSettings().weights.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    "weights",
    [
        {"budget": 1.0},
        {"budget": 0.5, "authority": 0.5, "need": 0.5, "timing": 0.5},
        {"budget": -1, "authority": 1, "need": 0.5, "timing": 0.5},
    ],
)
def test_weights_that_are_not_whole_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(ValidationError, match="together 1"):
        QualificationSettings.model_validate({"weights": weights})


def test_a_policy_of_ones_own_replaces_the_presets() -> None:
    own = Policy(gates={Criterion.BUDGET: 3})
    assert QualificationSettings(preset="anum", policy=own).rule is own


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(ValidationError):
        QualificationSettings.model_validate({"wieghts": {}})


def test_names_of_criteria_are_read_from_a_settings_file() -> None:
    read = QualificationSettings.model_validate(
        {"weights": dict.fromkeys(["budget", "authority", "need", "timing"], 0.25)}
    )
    assert read.weights[Criterion.NEED] == 0.25
    assert Policy.model_validate({"gates": {"need": 3}}).gates == {Criterion.NEED: 3}


def test_a_criterion_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValidationError, match="'money' is no criterion"):
        Policy.model_validate({"gates": {"money": 3}})
    with pytest.raises(ValidationError):
        Policy.model_validate({"gates": [1]})
