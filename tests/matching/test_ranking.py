import json
import pickle
from datetime import UTC, datetime

import pytest

from leadmatch.matching.lines import IneligibleLines, probability
from leadmatch.matching.matcher import Matcher
from leadmatch.matching.ranking import Ranking
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)


def ranking() -> Ranking:
    roster = [
        Partner(partner_id="a", products=("EDR",)),
        Partner(partner_id="b", products=("EDR",), tier="gold"),
        Partner(partner_id="c", products=("SIEM",), active=False),
        Partner(partner_id="d", products=("SIEM",)),
    ]
    return Matcher(roster).rank(Lead(lead_id="L1", products=("EDR",)), now=NOW)


def test_lines_can_be_counted_indexed_and_sliced() -> None:
    matches = ranking().matches
    assert len(matches) == 2
    assert (matches[0].partner_id, matches[-1].partner_id) == ("b", "a")
    assert [match.rank for match in matches[:5]] == [1, 2]
    with pytest.raises(IndexError):
        matches[2]


def test_the_ineligible_come_nearest_to_fitting_first_with_all_their_reasons() -> None:
    lines = ranking().ineligible
    assert [line.partner_id for line in lines] == ["d", "c"]
    assert [reason.code for reason in lines[1].reasons] == ["partner.inactive", "products.missing"]


def test_the_published_form_is_plain_json_and_cut_as_asked() -> None:
    told = ranking().to_dict(top=1, ineligible=1)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert (len(told["matches"]), len(told["ineligible"]), told["ineligible_count"]) == (1, 1, 2)
    assert (told["lead_id"], told["recommendation"]) == ("L1", "assign")
    whole = ranking().to_dict(top=0, ineligible=0)
    assert (len(whole["matches"]), len(whole["ineligible"])) == (2, 2)


def test_a_ranking_can_be_pickled() -> None:
    one = ranking()
    assert pickle.loads(pickle.dumps(one)).to_dict() == one.to_dict()  # noqa: S301 - our own bytes


def test_equal_rankings_are_equal_and_show_their_size() -> None:
    assert ranking() == ranking()
    assert hash(ranking()) == hash(ranking())
    others: object = ranking().ineligible
    assert ranking().matches != others
    assert repr(ranking().matches) == "Matches(2 partners)"


def test_the_card_shows_the_best_partners_and_what_speaks_for_the_first() -> None:
    card = ranking().card()
    assert (card.title, card.verdict, card.about) == ("2 of 4 partners suit", "assign", "L1")
    assert card.table is not None
    assert [row[1] for row in card.table.rows] == ["b", "a"]
    assert card.foot.startswith("2 not eligible: ")
    assert card.table.rows[0][-1] in {reason.message() for reason in ranking().matches[0].reasons if reason.points > 0}


def test_each_ineligible_partner_is_counted_once_by_its_first_cause() -> None:
    others = ranking().ineligible
    assert isinstance(others, IneligibleLines)
    assert sum(others.counts().values()) == len(others)


def test_the_card_of_a_lead_for_nobody_says_why() -> None:
    card = Matcher([]).rank(Lead(lead_id="L1"), now=NOW).card()
    assert (card.title, card.verdict, card.table) == ("0 of 0 partners suit", "recruit", None)
    assert [line.code for line in card.lines] == ["recruit.nobody_fits"]


def test_the_best_match_is_the_first() -> None:
    best = ranking().best
    assert best is not None
    assert best.partner_id == "b"


@pytest.mark.parametrize(("score", "chance"), [(0.0, 0.5), (1000.0, 1.0), (-1000.0, 0.0)])
def test_the_chance_is_the_logistic_of_the_score(score: float, chance: float) -> None:
    assert probability(score) == chance
