"""The renderer: every text is escaped, every bar fits its scale."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.evidence.card import Bar, Card, Column, Level, Line, Slots, Table, facts, receipt
from leadmatch.evidence.display import bar_text, headline, to_html, to_text
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import Scorecard
from leadmatch.testing.strategies import hostile_text

TEXTS = hostile_text(40)
LINES = st.builds(Line, TEXTS, st.none() | st.floats(-100, 100), st.none() | TEXTS, st.none() | TEXTS)


@st.composite
def bars(draw: st.DrawFn) -> Bar:
    low, value, high = sorted(draw(st.floats(0, 100)) for _ in range(3))
    return Bar(draw(TEXTS), value, low, high, 100.0, draw(st.none() | st.floats(0, 100)))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = tuple(draw(st.lists(st.builds(Column, TEXTS, st.booleans(), st.booleans()), min_size=1, max_size=3)))
    cells = TEXTS | st.builds(Slots, st.integers(0, 40), st.integers(0, 9), st.integers(0, 9))
    return Table(columns, tuple(draw(st.lists(st.tuples(*[cells] * len(columns)), max_size=3))))


CARDS = st.builds(
    Card,
    TEXTS,
    st.sampled_from(["", "accept", "review", "reject"]) | TEXTS,
    st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
    st.lists(bars(), max_size=2).map(tuple),
    st.lists(LINES, max_size=3).map(tuple),
    st.none() | st.tuples(st.floats(-100, 100), TEXTS),
    detail=TEXTS,
    about=TEXTS,
    levels=st.lists(st.builds(Level, TEXTS, TEXTS, st.none() | st.integers(0, 4)), max_size=4).map(tuple),
    table=st.none() | tables(),
    foot=TEXTS,
    more=TEXTS,
)


WORDS = {"div", "style", "p", "b", "span", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "code"}
DRAWING = {"svg", "defs", "pattern", "path", "rect", "line", "circle", "text"}


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(CARDS)
def test_no_text_of_a_card_becomes_markup(card: Card) -> None:
    tags = Tags(to_html(card))
    assert tags.seen <= WORDS | DRAWING
    assert not tags.attributes & {"style", "src", "href", "onload", "onerror", "onclick"}


def test_a_script_in_a_message_shows_as_text() -> None:
    page = to_html(Card("<script>alert(1)</script>", lines=(Line("a", 1.0, "b", "<img onerror=x>"),)))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@given(CARDS)
def test_every_card_can_be_told_in_plain_text(card: Card) -> None:
    told = to_text(card)
    assert headline(card) in told
    assert all(line.text in told for line in card.lines)


@given(bars())
def test_a_bar_has_ten_cells_and_says_its_range(bar: Bar) -> None:
    told = bar_text(bar)
    assert sum(told.count(cell) for cell in "█▒░") == 10
    assert ("–" in told) == (bar.high > bar.low)


@given(st.lists(st.integers(-50, 50), max_size=6))
def test_the_lines_of_a_receipt_add_up_to_its_rounded_total(points: list[int]) -> None:
    card = Scorecard(tuple(Reason.of("model.base", points=number / 7) for number in points))
    assert sum(line.points or 0 for line in receipt(card)) == round(card.total)


def test_a_reason_without_points_is_a_line_without_points() -> None:
    (line,) = receipt(Scorecard((Reason.of("model.missing", field="x", observed="y", feature="z"),)))
    assert line == Line("z is unknown", None, "model.missing", "y")


def test_facts_leave_out_what_is_not_known() -> None:
    assert facts([("a", 1), ("b", None), ("c", ""), ("d", 0)]) == (("a", "1"), ("d", "0"))


def test_a_whole_card_reads_well_in_a_terminal() -> None:
    card = Card(
        "Reject",
        "reject",
        (("Company", "Disney"),),
        (Bar("BANT", 41.0, 30.0, 60.0, 100.0),),
        (Line("A cartoon character", 60.0), Line("No company")),
        (60.0, "junk points"),
        detail="fake identity",
        about="L1",
        levels=(Level("Budget", "unknown", None), Level("Need", "strong", 4)),
        table=Table((Column("Partner"), Column("New", is_number=True)), (("Fennwerk", "5"), ("Ost", "12"))),
        foot="3 more.",
        more=".ineligible",
    )
    assert to_text(card).splitlines() == [
        "× Reject fake identity · L1",
        "  BANT: 41 ███▒▒▒░░░░ 30–60",
        "  Budget: unknown",
        "  Need: strong, 4 of 4",
        "  Company: Disney",
        "    +60  A cartoon character",
        "         No company",
        "     60  junk points",
        "  Partner   New",
        "  Fennwerk    5",
        "  Ost        12",
        "  3 more. See .ineligible",
    ]


def test_the_style_of_a_display_stays_small() -> None:
    page = to_html(Card(""))
    assert page.index("</style>") < 2_500


def test_places_are_drawn_as_boxes_and_many_as_one_bar() -> None:
    table = Table((Column("Places"),), ((Slots(3, 5, 1),), (Slots(30, 5, 5),)))
    page = to_html(Card("", table=table))
    assert 'aria-label="3 open, 5 new, capacity 9"' in page
    assert page.count('rx="1.5"') == 9
    assert "35 of 40" in page
    assert [str(one) for one in (Slots(3, 5, 0), Slots(0, 0, 0))] == ["3 open, 5 new", "none"]


def test_hatchings_of_two_displays_have_names_of_their_own() -> None:
    cards = [Card("", bars=(Bar("Score", 50, 40, 60, 100, threshold=55),), about=who) for who in ("L1", "L2")]
    names = {part.split('"')[0] for card in cards for part in to_html(card).split('pattern id="')[1:]}
    assert len(names) == 2
    assert all('x1="55.0%"' in to_html(card) for card in cards)
