from leadmatch.qualification.claims import Claim, Evidence, Firmness, Money, Reading, Source, firmest, verified
from leadmatch.qualification.criteria import Criterion


def claim(start: int, end: int, level: int = 3, firmness: Firmness = Firmness.TOLD) -> Claim:
    return Claim(Criterion.NEED, level, "need.pain", start, end, firmness)


def test_a_claim_that_quotes_nothing_is_dropped_and_counted() -> None:
    reading = Reading(
        claims=(claim(0, 4), claim(2, 99), claim(4, 5)),
        money=Money(1.0, None, None, 50, 60),
        role=(-1, 2),
        urgent=claim(7, 7),
    )
    kept, dropped = verified(reading, "help me")
    assert kept.claims == (claim(0, 4),)
    assert (kept.money, kept.role, kept.urgent) == (None, None, None)
    assert dropped == 5


def test_a_reading_that_quotes_well_is_kept_whole() -> None:
    reading = Reading((claim(0, 4),), Money(1.0, None, None, 0, 4), None, (0, 4), claim(0, 4))
    assert verified(reading, "help me") == (reading, 0)


def test_the_firmest_claim_wins_and_of_equals_the_stronger_need() -> None:
    assert firmest([claim(0, 1), claim(1, 2, 2, Firmness.FINAL)]) == claim(1, 2, 2, Firmness.FINAL)
    assert firmest([claim(0, 1, 2), claim(1, 2, 4)]) == claim(1, 2, 4)
    budget = [Claim(Criterion.BUDGET, level, "budget.range", 0, 1) for level in (4, 2)]
    assert firmest(budget) == budget[1]
    assert firmest([]) is None


def test_evidence_names_its_source_and_its_place() -> None:
    told = Evidence(claim(0, 4), Source("message"), "help").to_dict()
    assert told == {"source": "message", "span": [0, 4], "text": "help", "code": "need.pain"}
