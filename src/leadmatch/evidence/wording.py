"""How figures, money, times and names are written for people."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from math import fsum

THIN = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
SHOWN = 200
"""Characters of a text from outside that are shown."""

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪", "TRY": "₺", "UAH": "₴"}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_UNSEEN = re.compile("[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]+")
_SCANNED = 4 * SHOWN
_SMALL, _LARGE = 9_999.5, 999_950.0
_FINE, _WHOLE = 0.1, 10.0


def shown(text: object, longest: int = SHOWN) -> str:
    """Return a text from outside as one line, at most `longest` characters, without marks that turn its direction."""
    head = str(text)[:_SCANNED]
    line = " ".join(_UNSEEN.sub(" ", head).split())
    cut = len(line) > longest or len(str(text)) > _SCANNED
    return line[: longest - 1].rstrip() + "…" if cut else line


def count(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: `1 lead`, `1,204 leads`; the plural adds an s unless it is given."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def spelled(number: int) -> str:
    """Write a number at the start of a sentence: as a word with a capital up to twelve, in digits above."""
    return _NUMBERS[number].capitalize() if 0 <= number < len(_NUMBERS) else f"{number:,}"


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Join phrases as a sentence does: `a`, `a and b`, `a, b and c`."""
    words = [part for part in parts if part]
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def signed(points: float) -> str:
    """Write points with a true sign: `+28`, `−2`, `+0.25`, `0`."""
    return f"{'+' if points > 0 else MINUS if points < 0 else ''}{abs(points):,.10g}"


def money(value: float, currency: str) -> str:
    """Write a sum in three or four telling digits: `€ 2,150`, `€ 42.0k`, `€ 777k`, `€ 1.25m`.

    Args:
        value: the sum.
        currency: ISO 4217.
    """
    figure = amount(abs(value))
    return f"{MINUS if value < 0 and figure != '0' else ''}{_SYMBOLS.get(currency, currency)}{THIN}{figure}"


def amount(value: float) -> str:
    """Write a sum without its currency, where nobody knows that: `2,150`, `42.0k`, `−1.25m`."""
    size = abs(value)
    if size < _SMALL:
        figure = f"{size:,.0f}"
    elif size < _LARGE:
        figure = f"{size / 1e3:.{1 if size < 99_950 else 0}f}k"  # noqa: PLR2004 - 100k and more read without decimals
    else:
        figure = f"{size / 1e6:,.2f}m"
    return f"{MINUS if value < 0 and figure != '0' else ''}{figure}"


def percent(share: float) -> str:
    """Write a share of 1 as a percentage; the smaller it is, the more decimals it keeps, two at most."""
    value = 100 * share
    digits = 2 if abs(value) < _FINE else 1 if abs(value) < _WHOLE else 0
    text = f"{abs(value):,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{MINUS if value < 0 and text != '0' else ''}{text}{THIN}%"


def chance(probability: float) -> str:
    """Write a probability as whole percent; what is neither impossible nor certain is never called so."""
    value = round(100 * probability)
    if value == 0 and probability > 0:
        return f"<{THIN}1{THIN}%"
    if value == 100 and probability < 1:  # noqa: PLR2004 - percent
        return f">{THIN}99{THIN}%"
    return f"{value}{THIN}%"


def day(moment: date) -> str:
    """Write a day: `14 Feb 2027`."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def moment(time: datetime) -> str:
    """Write a moment in its own zone: `Mon 23 Nov 2026, 08:00 CET`."""
    return f"{_DAYS[time.weekday()]} {day(time)}, {time:%H:%M} {time.tzname() or ''}".rstrip()


def titled(code: str) -> str:
    """Write a code as words: `fake_identity` becomes `Fake identity`."""
    words = code.replace("_", " ")
    return words[:1].upper() + words[1:]


def lowered(phrase: str) -> str:
    """Begin a phrase with a small letter, unless its first word has further capitals."""
    head, _, _ = phrase.partition(" ")
    return phrase[:1].lower() + phrase[1:] if head == head.capitalize() else phrase


def apportioned(values: Sequence[float], scale: float = 1.0) -> tuple[int, ...]:
    """Round scaled values to whole numbers that add up to the rounded scaled sum; the largest takes the rest."""
    whole = [round(value * scale) for value in values]
    if whole:
        largest = max(range(len(values)), key=lambda index: abs(values[index]))
        whole[largest] += round(fsum(values) * scale) - sum(whole)
    return tuple(whole)
