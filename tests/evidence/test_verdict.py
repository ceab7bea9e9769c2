"""Verdicts read as words in every format."""

from leadmatch.evidence.verdict import Verdict


def test_the_three_verdicts_are_words() -> None:
    assert [f"{verdict}" for verdict in Verdict] == ["accept", "review", "reject"]
    assert Verdict("reject") is Verdict.REJECT
