from collections import Counter

from leadmatch.evidence.catalogue import catalogue
from leadmatch.screening.catalogue import DEFAULT_RULES
from leadmatch.screening.kinds import Level

BEYOND_RULES = {"list.restored", "text.repaired", "text.truncated", "contact.unusable"}


def test_each_code_has_a_sentence_and_each_sentence_a_code() -> None:
    told = {code for code, entry in catalogue().items() if entry.room == "screening"}
    assert told == {rule.code for rule in DEFAULT_RULES} | BEYOND_RULES


def test_codes_are_given_once() -> None:
    assert Counter(rule.code for rule in DEFAULT_RULES).most_common(1)[0][1] == 1


def test_hints_stay_below_review_and_decisive_rules_reach_rejection() -> None:
    assert all(rule.points < 25 for rule in DEFAULT_RULES if rule.level is Level.HINT)
    assert all(rule.points >= 50 for rule in DEFAULT_RULES if rule.level is Level.DECISIVE)
    assert all(rule.points <= 0 for rule in DEFAULT_RULES if rule.level is Level.NOTE)
