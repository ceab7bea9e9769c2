"""What people type into a field for a company's name beside the name, so that names are compared without it.

Websites, text that was read in the wrong encoding, who takes in the post, former names, departments, abbreviations in
brackets, words written as one. The words and phrases stand in `identity_company_field.toml`.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from leadmatch.values.identity.domains import company_domain, has_known_ending
from leadmatch.values.identity.spelling import one_spelling
from leadmatch.values.resources import read
from leadmatch.values.text.fold import fold

_SMALL: Final = "a-zß-öø-ÿ"
_LARGE: Final = "A-ZÀ-ÖØ-Þ"
_PLAIN: Final = re.compile(r"(?:[A-Z]?[a-z]+|[A-Z]+)\.?(?: (?:[A-Z]?[a-z]+|[A-Z]+)\.?)*")
_MISREAD: Final = re.compile(r"[Â-ôƒ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–-›€™]")
_AND_SIGN: Final = re.compile(r"&amp;", re.IGNORECASE)
_LETTERS_APART: Final = re.compile(
    r"(?<!\w)(?:([^\W\d_]{1,2})\s*[&+]\s*([^\W\d_])|([^\W\d_])\s*[&+]\s*([^\W\d_]{2}))(?!\w)"
)
_HUMP: Final = re.compile(rf"(?<=[{_SMALL}]{{2}})(?=[{_LARGE}][{_SMALL}]{{2}})")
_LONG_HUMPS: Final = re.compile(
    rf"(?<=[{_SMALL}]{{3}})(?=[{_LARGE}](?:[{_SMALL}]{{3}}|[{_LARGE}]{{2,}}(?![{_SMALL}])))"
    rf"|(?<=[{_LARGE}]{{3}})(?=[{_LARGE}][{_SMALL}]{{3}})|(?<=[{_LARGE}]{{2}})(?=[{_LARGE}][{_SMALL}]{{4}})"
)
_ENDING: Final = re.compile(r"(?<=\w\w)\.(?:com|net|org)(?![\w.\-])", re.IGNORECASE)
_BREAK: Final = re.compile(r"[,;/|()\[\]]|\s[\-–—]\s")
_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_WORD: Final = re.compile(r"[^\W_]+")
_SHORTEST_LABEL: Final = 3
_ABBREVIATION: Final = range(2, 11)


class CompanyField(NamedTuple):
    """What somebody typed as a company's name.

    Attributes:
        name: all that names it: a website's own label; without who takes in the post and whose company it is; words
            apart that capitals part (`CiscoSystems`).
        core: the name alone: without former and trade names, departments and its abbreviation in brackets.
        short: that abbreviation in comparable spelling; empty where there is none.
    """

    name: str
    core: str
    short: str = ""


def read_field(text: str) -> CompanyField:
    """Return the parts of a field that names a company.

    Args:
        text: what was typed, at most some hundred signs.
    """
    if _PLAIN.fullmatch(text) and _first_words().isdisjoint(text.lower().split()):
        return CompanyField(text, text)
    site = _site(text)
    if site:
        return CompanyField(site, site)
    whole = _words_apart(_LETTERS_APART.sub(_close, _AND_SIGN.sub("&", reread(text))))
    for tail in (_phrases("care_of"), _owner()):
        whole = _before(tail, whole)
    name, core = _without_other_names(whole)
    core, short = _without_abbreviation(_without_parts(core))
    return CompanyField(name, core, short)


def reread(text: str) -> str:
    """Return a text that was written in UTF-8 and read in Windows-1252 as it was meant: `VidÃ©otron` → `Vidéotron`.

    Args:
        text: any text; one that cannot have been misread stays as it is.
    """
    for _ in range(2):  # exports of exports are misread twice
        if text.isascii() or not _MISREAD.search(text):
            break
        try:
            text = bytes(map(_byte, text)).decode()
        except (UnicodeError, ValueError):
            break
    return text


def _byte(sign: str) -> int:
    """Return the byte that Windows-1252 reads as a sign; the five that it leaves open are read as Latin-1."""
    return ord(sign) if ord(sign) < 0xA0 else sign.encode("cp1252")[0]  # noqa: PLR2004 - where Latin-1 is the same


def _site(text: str) -> str:
    """Return the label of a website or mailbox that was typed alone: `www.hartwell-pumps.de` → `hartwell-pumps`."""
    lone = text.strip()
    if "." not in lone or len(lone.split()) != 1 or "," in lone:
        return ""
    domain = company_domain(lone) or ""
    label = domain.partition(".")[0]
    return label if len(label) >= _SHORTEST_LABEL and has_known_ending(domain) else ""


def _close(hit: re.Match[str]) -> str:
    """Write letters and their sign as one: `AT & T` → `AT&T`."""
    return "&".join(part for part in hit.groups() if part)


def _words_apart(text: str) -> str:
    """Part words that were written as one: `CiscoSystems`, `NTTData`, `HassoPlattnerInstitute`; not `LinkedIn`."""
    parted = (_HUMP.sub(" ", word) if len(_HUMP.findall(word)) > 1 else word for word in text.split(" "))
    return _ENDING.sub(" ", _LONG_HUMPS.sub(" ", _trades().sub(" ", " ".join(parted))))


def _before(tail: re.Pattern[str], text: str) -> str:
    """Return what stands before a tail, where that is a name."""
    hit = tail.search(text)
    return text[: hit.start()] if hit and _names(text[: hit.start()]) else text


def _names(text: str) -> bool:
    """Whether there is a word of two letters or more."""
    return any(len(word) > 1 for word in _WORD.findall(text))


def _without_other_names(text: str) -> tuple[str, str]:
    """Return a text without the phrase that tells of a former or trade name, and without that name."""
    hit = _phrases("also").search(text)
    if not hit or not _names(text[: hit.start()]):
        return text, text
    before, behind = text[: hit.start()], text[hit.end() :]
    return f"{before}, {behind}", before.rstrip(" (") + behind.partition(")")[2]


def _without_parts(text: str) -> str:
    """Leave out the parts of a field that name an office of a company, or a department of an institution."""
    parts = [part for part in _BREAK.split(text) if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - something has to be left
        return text
    told = [_spelled(part) for part in parts]
    kept = [place for place, words in enumerate(told) if " ".join(words) not in _terms("offices")]
    if any(_is_institution(told[place]) for place in kept):
        kept = [place for place in kept if _is_institution(told[place]) or not _is_unit(told[place])]
    left = " ".join(parts[place] for place in kept)
    return text if len(kept) == len(parts) or not _names(left) else left


def _spelled(text: str) -> list[str]:
    return [one_spelling(word) for word in _WORD.findall(fold(text))]


def _is_unit(words: list[str]) -> bool:
    units = _terms("units")
    return bool(words) and (words[0] in units or words[-1] in units)


def _is_institution(words: list[str]) -> bool:
    return not _is_unit(words) and not _terms("institutions").isdisjoint(words)


def _without_abbreviation(text: str) -> tuple[str, str]:
    """Cut off an abbreviation in brackets, or before the brackets that hold its words, and return it."""
    for hit in _BRACKET.finditer(text):
        before, inside, behind = text[: hit.start()].strip(), hit.group(1).strip(), text[hit.end() :]
        for short, long in ((inside, before), (before, inside)):
            if _abbreviates(short, long):
                return f"{long} {behind}", one_spelling(fold(short))
    return text, ""


def _abbreviates(short: str, long: str) -> bool:
    """Whether letters stand in their order in a text of several words, the first one at the beginning of a word.

    So Schwartz and Hearst tell abbreviations (A simple algorithm for identifying abbreviation definitions in
    biomedical text, 2003), who search besides where the long form begins: here it is all that stands there.
    """
    letters, words = one_spelling(fold(short)), _spelled(long)
    if " " in short or len(letters) not in _ABBREVIATION or len(words) < 2:  # noqa: PLR2004 - several words
        return False
    begins = (place for place, word in enumerate(words) if word.startswith(letters[0]))
    rest = iter("".join(words[next(begins, len(words)) :]))
    return all(letter in rest for letter in letters)


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(read("data/identity_company_field.toml"))


@cache
def _terms(kind: str) -> frozenset[str]:
    return frozenset(" ".join(_spelled(phrase)) for phrase in _table()[kind])


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_either(_table()[kind])}(?!\w)", re.IGNORECASE)


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of all phrases that mean something wherever they stand."""
    phrases = (*_table()["care_of"], *_table()["also"])
    return frozenset(phrase.split()[0] for phrase in phrases)


@cache
def _owner() -> re.Pattern[str]:
    return re.compile(rf"[,(\-–—]\s*an?\s[^,()]{{2,40}}\s{_either(_table()['owned'])}\)?\s*$", re.IGNORECASE)


@cache
def _trades() -> re.Pattern[str]:
    return re.compile(rf"(?<=[^\W\d_]{{2}})(?={_either(map(str.capitalize, _table()['trades']))}(?![{_SMALL}]))")


def _either(phrases: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + ")"
