"""How cells of other systems are written, and what they say in ours."""

import html
import re
from collections.abc import Callable, Mapping
from math import sqrt
from typing import NamedTuple

from leadmatch.values.money.numbers import parse_number
from leadmatch.values.text.language_names import language_codes


class Told(NamedTuple):
    """What a cell says.

    Attributes:
        value: in our terms; None where it says nothing.
        warning: what had to be assumed, as a sentence; empty if nothing was.
    """

    value: object
    warning: str = ""


RANGE_WARNING = (
    "A range of employees is read as the middle between its ends (the root of their product), an open one as its end; "
    "what stood there is kept beside it."
)
TRUE = frozenset({"true", "yes", "y", "1", "on", "ja", "oui", "si", "sí", "tak"})

_TAG = re.compile(r"</?([A-Za-z!][A-Za-z0-9]{0,10})[^<>]*>")
_SILENT = re.compile(r"<(style|script)\b[^<>]*>[^<]*</\1>", re.IGNORECASE)
_BLOCKS = frozenset({"p", "br", "div", "li", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "table"})
_BLANKS = re.compile(r"[ \t\u00a0]+")
_ENDS = re.compile(r"(\d{1,9})\s?(?:-|–|—|to|bis|à|a)\s?(\d{1,9})")
_OPEN = re.compile(r"(?:>|≥|over |more than )?\s?(\d{1,9})\s?(?:\+|or more|and more)?")
_GROUPS = re.compile(r"(?<=\d)[,'’. \u00a0\u202f](?=\d{3}(?!\d))")
_MONEY = re.compile(
    r"(?:[A-Z]{3}|[$€£¥]|kr\.?|CHF)?\s?(\d(?:[\d.,'’ \u00a0\u202f]{0,30}\d)?)\s?(?:[A-Z]{3}|[$€£¥]|kr\.?)?"
)
_PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SALESFORCE_ID = re.compile(r"[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?")
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_SHORT_ID, _BITS = 15, 5


def _html(cell: str) -> Told:
    """Read the text of HTML: no tags, a line for each block; plain text stays as it is."""
    if "<" not in cell and "&" not in cell:
        return Told(cell)
    bare = _TAG.sub(lambda tag: "\n" if tag[1].lower() in _BLOCKS else "", _SILENT.sub("", cell))
    lines = (_BLANKS.sub(" ", line).strip() for line in html.unescape(bare).splitlines())
    return Told("\n".join(line for line in lines if line))


def _range(cell: str) -> Told:
    """Read a range such as `25-50` or `1000+` as one number; a number stays as it is."""
    told = _GROUPS.sub("", cell.strip()[:60])
    if told.isdecimal():
        return Told(told)
    if ends := _ENDS.fullmatch(told):
        return Told(round(sqrt(int(ends[1]) * int(ends[2]))), RANGE_WARNING)
    if end := _OPEN.fullmatch(told):
        return Told(int(end[1]), RANGE_WARNING)
    return Told(cell)


def _salesforce_id(cell: str) -> Told:
    """Read an id of 15 characters, in which case matters, as that of 18 which names the same record."""
    told = cell.strip()
    if len(told) != _SHORT_ID or not _SALESFORCE_ID.fullmatch(told):
        return Told(cell)
    parts = (told[at : at + _BITS] for at in range(0, _SHORT_ID, _BITS))
    return Told(told + "".join(_SUFFIX[sum(c.isupper() << bit for bit, c in enumerate(part))] for part in parts))


def _reference(cell: str) -> Told:
    """Read what a relation names: `base.de` is `de`, `base.state_us_5` says nothing, `California (US)` California."""
    told = cell.strip()
    if told.startswith("base."):
        name = told.removeprefix("base.")
        return Told({"uk": "gb"}.get(name, name)) if len(name) == 2 else Told(None)  # noqa: PLR2004 - ISO 3166-1 alpha-2
    if told.endswith(")") and len(told) > len("(US)") and told[-4] == "(":
        return Told(told[:-4].strip())
    return Told(told)


def _language(cell: str) -> Told:
    """Read a language as its code of two letters, from `de_DE`, `en-us`, `German` or `German / Deutsch`."""
    told = cell.strip()[:60].lower()
    code = re.split(r"[_-]", told, maxsplit=1)[0]
    if len(code) == 2:  # noqa: PLR2004 - ISO 639-1
        return Told(code)
    name = re.split(r"[/(]", told, maxsplit=1)[0].strip()
    return Told(language_codes().get(name, cell))


def _first(cell: str) -> Told:
    """Read the first of several values in one cell."""
    return Told(next((part.strip() for part in re.split(r"[,;]", cell) if part.strip()), None))


def _day(cell: str) -> Told:
    return Told(cell)


READINGS: Mapping[str, Callable[[str], Told]] = {
    "day": _day,
    "first": _first,
    "html": _html,
    "language": _language,
    "range": _range,
    "reference": _reference,
    "salesforce_id": _salesforce_id,
}
"""Name of a reading, as maps give it → what reads a cell."""


def money(cell: str) -> str:
    """Return the number of an amount such as `$25,000.00` or `12.500,00 EUR`; what is none as it stands."""
    told = cell.strip()
    found = _MONEY.fullmatch(told) if len(told) <= 50 and not _PLAIN_NUMBER.fullmatch(told) else None  # noqa: PLR2004 - longest amount
    return cell if found is None else repr(parse_number(found[1]))


def flag(value: object) -> bool:
    """Tell whether a cell says yes, in any way that systems write it."""
    return str(value).strip().casefold() in TRUE


def split_name(name: str) -> tuple[str | None, str | None]:
    """Return first and last name of a full one: the last word is the last name; `Last, First` is turned round."""
    told = " ".join(name[:1000].split())
    last, comma, first = told.partition(", ")
    if comma:
        return first or None, last or None
    first, _, last = told.rpartition(" ")
    return first or None, last or None
