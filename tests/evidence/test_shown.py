"""What every result shows: a line, a text, a page."""

from dataclasses import dataclass

from leadmatch.evidence.card import Card
from leadmatch.evidence.shown import Shown


@dataclass(frozen=True, slots=True, repr=False)
class Finding(Shown):
    title: str

    def card(self) -> Card:
        return Card(self.title, "accept", (("Country", "Chile"),), about="L1")


class Paper:
    def __init__(self) -> None:
        self.told = ""

    def text(self, obj: str) -> None:
        self.told += obj


def test_a_result_is_one_line_in_a_log_and_a_whole_card_where_it_is_printed() -> None:
    finding = Finding("Fine")
    assert repr(finding) == "<Finding: ✓ Fine · L1>"
    assert str(finding) == "✓ Fine · L1\n  Country: Chile"


def test_a_notebook_shows_html_and_a_terminal_the_text() -> None:
    paper = Paper()
    Finding("<b>")._repr_pretty_(paper, cycle=False)
    assert paper.told == str(Finding("<b>"))
    assert "<b>&lt;b&gt;</b>" in Finding("<b>")._repr_html_()
