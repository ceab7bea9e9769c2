"""What beside an amount says that it is no budget, and what does not."""

from datetime import date

import pytest

from leadmatch.qualification.claims import Reading
from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.marking import NoteText
from leadmatch.qualification.reader import GrammarReader

DAY = date(2026, 6, 10)
READER = GrammarReader()


def read(text: str, language: str) -> Reading:
    return READER.read(NoteText(text, DAY, language, "EUR"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They pay an agency and it costs them €9,000 each spring."),
        ("en", "Is it true that the starter kit is €4,999?"),
        ("en", "He can sign for 5k himself."),
        ("en", "The board said no to 50k."),
        ("de", "Der Schaden lag bei 12.000 Euro."),
        ("fr", "S'ils avaient 30 000 euros, ils le feraient."),
        ("es", "Si les dieran 50.000 euros lo comprarían."),
        ("it", "Fatturiamo 6 milioni di euro."),
        ("nl", "Onze omzet is 5 miljoen euro."),
        ("pl", "Mamy obrót 10 mln zł."),
    ],
)
def test_other_money_is_neither_a_figure_nor_a_claim(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.money is None
    assert not [claim for claim in reading.claims if claim.criterion is Criterion.BUDGET and (claim.level or 0) > 0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Funds requested, 65k.", "budget.pending"),
        ("He can live with €6 per room.", "budget.range"),
        ("Money: about 25k.", "budget.range"),
        ("Money: 25k.", "budget.amount"),
    ],
)
def test_an_amount_counts_for_what_is_said_of_it(text: str, code: str) -> None:
    reading = read(text, "en")
    assert code in {claim.code for claim in reading.claims}
    assert (reading.money is not None and reading.money.amount is not None) == (code == "budget.amount")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5k paid from her own budget.", 5_000),
        ("Sales are poor, we have set aside 20k.", 20_000),
        ("If you could call us: 20k have been approved.", 20_000),
        ("Sie wollte 4 k€, 9k left over from the last project.", 9_000),
        ("J'ai 2000 euros pour ça.", 2_000),
        ("She pays rent (she moved here), 15k in hand (as of today), and hopes.", 15_000),
    ],
)
def test_a_budget_stays_one_beside_other_money(text: str, amount: float) -> None:
    money = read(text, "en").money
    assert money is not None
    assert money.amount == amount


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Wants it on Friday next week.", "2026-06-19"),
        ("Not within the next two years.", None),
        ("Nothing before 2027.", None),
        ("Wants somebody today.", None),
        ("It has to run next month.", "2026-07"),
        ("We want it next year.", None),
        ("By the end of next month.", "2026-07-31"),
        ("From 1 October the law obliges us to record all transports.", "2026-10-01"),
    ],
)
def test_a_deadline_is_a_day_or_period_that_is_set(text: str, form: str | None) -> None:
    deadline = read(text, "en").deadline
    assert (None if deadline is None else deadline.form) == form
