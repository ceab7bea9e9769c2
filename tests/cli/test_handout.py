import pytest

from leadmatch.cli.handout import certificate
from leadmatch.evidence.wording import THIN


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (0.0, "no plan is worth more"),
        (1e-12, "no plan is worth more"),
        (1e-6, f"the best plan is worth at most 0.01{THIN}% more"),
        (0.021, f"the best plan is worth at most 2.1{THIN}% more"),
    ],
)
def test_the_certificate_never_promises_too_much(gap: float, words: str) -> None:
    assert certificate(gap) == words
