"""Hypothesis strategies for records, and for the text that strangers send.

They need Hypothesis, which the extra `testing` brings.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from leadmatch.errors import MissingExtraError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import RecordT, make
from leadmatch.records.offer import Offer, OfferState
from leadmatch.records.partner import Partner

try:
    from hypothesis import strategies as st
    from hypothesis.strategies import SearchStrategy
except ModuleNotFoundError as error:
    raise MissingExtraError(
        'leadmatch.testing.strategies needs Hypothesis: pip install "channel-leadmatch[testing]"'
    ) from error

Row = dict[str, Any]

_NASTY = (
    "\0",
    "\ud800",
    "\u202eevil",
    "👩\u200d👧",
    "'; DROP TABLE leads; --",
    "<script>alert(1)</script>",
    "</td>&amp;\"'",
    '=HYPERLINK("http://x.y","z")',
    "+1+1",
    "{observed}{0}%s",
    "[1, 2",
    "NaN",
    "a\r\nb\tc",
    "ＡＢＣ",
    "İı",
    "ﬀ",
    "e" + "\u0301" * 40,
)
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
_YEAR = timedelta(days=365)
_COUNTRIES = ("DE", "AT", "CH", "FR", "GB", "US", "PL", "ES", "JP", "BR")
_REGIONS = ("DE-BY", "DE-NW", "GB-SCT", "US-OH", "FR-IDF", "Bayern", "somewhere")
_CURRENCIES = ("EUR", "USD", "GBP", "CHF", "PLN")
_PRODUCTS = ("Label Printing", "Warehouse Scanning", "Access Control", "Time Recording")
_INDUSTRIES = ("Brewery", "Logistics", "Krankenhaus", "332710", "Fruit growing")
_LANGUAGES = ("en", "de", "fr", "es", "pl")
_DOMAINS = ("obstkiste-wetterau.de", "marlowcastings.com", "gmail.com", "stud.hochschule-oderbruch.de", "x.y")
_EMAILS = ("{}@{}", "{}{}", " {}@{} ", "mailto:{}@{}", "Somebody <{}@{}>")
_PHONES = ("+49 40 74218836", "(313) 849-2716", "0041 41 318 27 64", "12", "n/a", "+1 202 555 0142", "0" * 40)
_QUESTIONS = ("budget.range", "authority.signs", "need.today", "timing.by", "urgency.trigger", "made.up")
_SENTENCES = (
    "We need twenty scanners by March.",
    "Budget von 40.000 EUR ist freigegeben.",
    "I am a student and write my thesis.",
    "No budget this year.",
    "",
)


def hostile_text(max_size: int = 200) -> SearchStrategy[str]:
    """Return texts as a web form may deliver them.

    They hold NULs, lone surrogates, marks that turn the direction of writing, markup, formulas, format fields
    and long runs of one character.

    Args:
        max_size: most characters of a free text; runs may be fifty times as long.
    """
    anything = st.text(st.characters(codec=None), max_size=max_size)
    runs = st.builds(lambda char, times: char * times, st.sampled_from(" a(=.@<\0é漢"), st.integers(0, 50 * max_size))
    joined = st.lists(st.one_of(st.sampled_from(_NASTY), st.sampled_from(_SENTENCES), st.text(max_size=20)), max_size=6)
    return st.one_of(anything, runs, joined.map("".join))


def leads(*, text: SearchStrategy[str] | None = None) -> SearchStrategy[Lead]:
    """Return leads in which any field may be missing.

    Args:
        text: what people write into free fields; hostile text where not given.
    """
    return lead_rows(text=text).map(lambda row: _made(Lead, row))


def lead_rows(*, text: SearchStrategy[str] | None = None) -> SearchStrategy[Row]:
    """Return rows of which `leads` are made: plain data by column, every one readable."""
    written = hostile_text() if text is None else text
    return _rows(
        {
            "lead_id": _ids("L"),
            "received_at": _moments(),
            "source": st.sampled_from(("web form", "trade fair", "chat")) | written,
            "cost": st.floats(0, 500),
            "currency": st.sampled_from(_CURRENCIES),
            "first_name": st.sampled_from(("Birte", "Zbigniew", "Mickey", "asdf")) | written,
            "last_name": st.sampled_from(("Lührsen", "O'Brien", "Mouse", "jklö")) | written,
            "email": st.builds(str.format, st.sampled_from(_EMAILS), _plain(), st.sampled_from(_DOMAINS)) | written,
            "phone": st.sampled_from(_PHONES) | written,
            "job_title": st.sampled_from(("Geschäftsführer", "Head of IT", "Student")) | written,
            "company": st.sampled_from(("Marlow Castings Inc.", "Obstkiste Wetterau eG")) | written,
            "industry": st.sampled_from(_INDUSTRIES) | written,
            "employees": st.integers(0, 10**6),
            "country": st.sampled_from(_COUNTRIES) | written,
            "region": st.sampled_from(_REGIONS) | written,
            "postal_code": st.sampled_from(("20539", "LN6 3QN", "5020")) | written,
            "languages": _several(_LANGUAGES),
            "products": _several(_PRODUCTS),
            "deal_size": st.floats(0, 1e7),
            "message": st.sampled_from(_SENTENCES) | written,
            "notes": st.lists(_notes(written), max_size=2),
            "answers": st.dictionaries(st.sampled_from(_QUESTIONS), st.sampled_from(_SENTENCES) | written, max_size=3),
            "sharing_basis": st.sampled_from(("consent", "legitimate_interest", "contract", "refused")),
            "do_not_contact": st.lists(st.sampled_from(("email", "phone")), unique=True),
            "form_seconds": st.floats(0, 3600),
            "honeypot": written,
        }
    )


def partners() -> SearchStrategy[Partner]:
    """Return partners in which any field but the id may be missing."""
    sizes = {"deal_size_min": st.floats(0, 1e4), "deal_size_max": st.floats(1e4, 1e6)}
    return _rows(
        {
            "name": hostile_text(40),
            "industries": _several(_INDUSTRIES),
            "countries": _several(_COUNTRIES),
            "regions": _several(_REGIONS),
            "products": _several(_PRODUCTS),
            "languages": _several(_LANGUAGES),
            **sizes,
            "currency": st.sampled_from(_CURRENCIES),
            "capacity": st.integers(0, 20),
            "open_leads": st.integers(0, 20),
            "monthly_capacity": st.integers(0, 50),
            "offered_last_30_days": st.integers(0, 50),
            "tier": st.sampled_from(("gold", "silver", "bronze")),
            "track_record": st.lists(_track_records(), max_size=3),
            "median_response_hours": st.floats(0, 200),
            "away_until": st.dates(_BEGIN.date(), (_BEGIN + _YEAR).date()),
            "active": st.booleans(),
        },
        partner_id=_ids("P"),
    ).map(lambda row: _made(Partner, row))


def deals() -> SearchStrategy[Deal]:
    """Return registered deals and protected accounts; any field but the id may be missing."""
    return _rows(
        {
            "partner_id": _ids("P"),
            "lead_id": _ids("L"),
            "company": st.sampled_from(("Marlow Castings", "OBSTKISTE WETTERAU")) | hostile_text(40),
            "email_domain": st.sampled_from(_DOMAINS),
            "country": st.sampled_from(_COUNTRIES),
            "territory": _several(_REGIONS),
            "products": _several(_PRODUCTS),
            "status": st.sampled_from(("pending", "approved", "won", "lost", "expired", "rejected")),
            "registered_at": _moments(),
            "expires_at": _moments() | _days(),
            "value": st.floats(0, 1e7),
            "currency": st.sampled_from(_CURRENCIES),
            "closed_at": _moments(),
        },
        deal_id=_ids("D"),
    ).map(lambda row: _made(Deal, row))


def offers() -> SearchStrategy[Offer]:
    """Return offers in any state; any field but the id may be missing."""
    return _rows(
        {
            "lead_id": _ids("L"),
            "partner_id": _ids("P"),
            "company": st.sampled_from(("Marlow Castings", "Obstkiste")) | hostile_text(40),
            "email_domain": st.sampled_from(_DOMAINS),
            "products": _several(_PRODUCTS),
            "state": st.sampled_from(get_args(OfferState)),
            "offered_at": _moments(),
            "closed_at": _moments(),
        },
        offer_id=_ids("O"),
    ).map(lambda row: _made(Offer, row))


def _made(kind: type[RecordT], row: Row) -> RecordT:
    return make(kind, row).record


def _rows(optional: dict[str, SearchStrategy[Any]], **required: SearchStrategy[Any]) -> SearchStrategy[Row]:
    return st.fixed_dictionaries(required, optional=optional)


def _ids(letter: str) -> SearchStrategy[str]:
    return st.integers(1, 999).map(lambda number: f"{letter}{number}")


def _plain() -> SearchStrategy[str]:
    return st.text("abcdefghijklmnopqrstuvwxyz.", min_size=1, max_size=12)


def _several(words: tuple[str, ...]) -> SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), max_size=3, unique=True)


def _moments() -> SearchStrategy[datetime]:
    return st.integers(0, int(_YEAR.total_seconds())).map(lambda seconds: _BEGIN + timedelta(seconds=seconds))


def _days() -> SearchStrategy[date]:
    return st.dates(_BEGIN.date(), (_BEGIN + _YEAR).date())


def _notes(written: SearchStrategy[str]) -> SearchStrategy[Row]:
    return _rows({"noted_on": _days(), "channel": st.sampled_from(("call", "email"))}, text=written)


def _track_records() -> SearchStrategy[Row]:
    counts = st.integers(0, 60)
    return _rows({"industry": st.sampled_from(_INDUSTRIES), "expected": st.floats(0, 60)}, won=counts, lost=counts)
