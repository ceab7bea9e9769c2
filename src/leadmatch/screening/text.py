"""Rules on the form of the message: keys hit at random, filler, links."""

import re
from collections.abc import Iterable

from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.letters import is_mash
from leadmatch.screening.person import test_words
from leadmatch.screening.rule import Finding

_LINK = re.compile(r"https?://|\bwww\.|<a\s+href=|\[url[=\]]|\bt\.me/|\bbit\.ly/|\btinyurl\.com/", re.IGNORECASE)
_MARKUP = re.compile(r"<a\s+href=|\[url[=\]]|\[link[=\]]", re.IGNORECASE)
_SHORTENED = re.compile(
    r"\b(?:t\.me|bit\.ly|tinyurl\.com|goo\.gl|cutt\.ly|is\.gd|rb\.gy|x1\.to|shorturl\.at)/", re.IGNORECASE
)
_FILLER = frozenset(
    {"n a", "na", "none", "no", "nothing", "x", "xx", "xxx", "message", "text", "comment", "comments", "your message"}
    | {"a", "aa", "aaa", "abc", "asd", "asdf", "bla", "blah", "bla bla", "blah blah", "blah blah blah", "bla bla bla"}
    | {
        "foo",
        "foo bar",
        "haha",
        "hahaha",
        "lol",
        "idk",
        "whatever",
        "nope",
        "secret",
        "1",
        "123",
        "1234",
        "12345",
        "ok",
    }
    | {"nachricht", "ihre nachricht", "nix", "nichts", "keine", "rien", "nada", "nadie", "niente", "niks", "nic"}
    | {"brak", "mensaje", "mensagem", "messaggio", "bericht", "wiadomosc", "call me lol", "just checking"}
)
_FEW_LETTERS = 4
_MOST_READ = 400
_LONGEST_FILLER = 3


def is_plain(inquiry: Inquiry) -> bool:
    """Tell that it is an ordinary message: neither filler nor links, and enough of its words look like words."""
    words = inquiry.message
    if len(words) <= _LONGEST_FILLER or _may_link(inquiry.lead.message or ""):
        return not words and not (inquiry.lead.message or "").strip()
    return words[0].isalpha() and words[0] != words[1] and words[0] not in test_words() and _reads_well(words)


def _reads_well(words: tuple[str, ...]) -> bool:
    """Tell that more than a third of the words that `gibberish` looks at were not hit at random."""
    read = words[:_MOST_READ]
    enough = 1 + len(read) // 3
    long = _long(read[: 2 * enough])
    if len(long) < enough:
        long = _long(read)
    return not any(map(is_mash, long[:enough]))


def _long(words: tuple[str, ...]) -> list[str]:
    return [word for word in words[:_MOST_READ] if len(word) >= _FEW_LETTERS and not word.isdigit()]


def gibberish(inquiry: Inquiry) -> Iterable[Finding]:
    """Most of its longer words look like keys hit at random."""
    words = _long(inquiry.message)
    odd = sum(map(is_mash, words))
    return (
        (_message(inquiry),)
        if odd and odd * 3 >= len(words) * 2 and not _LINK.search(inquiry.lead.message or "")
        else ()
    )


def only_digits(inquiry: Inquiry) -> Iterable[Finding]:
    """It is nothing but digits and signs, or one word over and over."""
    words = inquiry.message
    return (
        (_message(inquiry),)
        if (inquiry.lead.message or "").strip()
        and (not words or all(map(str.isdigit, words)) or _says_one_thing(words))
        else ()
    )


def _says_one_thing(words: tuple[str, ...]) -> bool:
    return len(words) >= _FEW_LETTERS and len(set(words)) == 1


def filler(inquiry: Inquiry) -> Iterable[Finding]:
    """It is a word that fills a field that had to be filled."""
    return (_message(inquiry),) if inquiry.message and " ".join(inquiry.message) in _FILLER else ()


def test_word(inquiry: Inquiry) -> Iterable[Finding]:
    """It is nothing but words for a test, and numbers."""
    words = [word for word in inquiry.message if not word.isdigit()]
    return (_message(inquiry),) if words and test_words().issuperset(words) else ()


def markup(inquiry: Inquiry) -> Iterable[Finding]:
    """It holds links in the form that bots write (`<a href=`, `[url=`)."""
    return _first(_MARKUP, inquiry)


def short_link(inquiry: Inquiry) -> Iterable[Finding]:
    """It holds a link that hides where it leads."""
    return _first(_SHORTENED, inquiry)


def links(inquiry: Inquiry) -> Iterable[Finding]:
    """It holds two links or more; one may be the sender's own website."""
    text = inquiry.lead.message or ""
    found = _LINK.findall(text) if _may_link(text) else ()
    return (Finding("message", str(len(found))),) if len(found) > 1 else ()


def only_link(inquiry: Inquiry) -> Iterable[Finding]:
    """It is a link and hardly a word more."""
    text = inquiry.lead.message or ""
    return (
        (_message(inquiry),)
        if _may_link(text) and _LINK.search(text) and all(_LINK.search(part) for part in text.split())
        else ()
    )


def _may_link(text: str) -> bool:
    """Tell in a moment that a text holds no link, before patterns are tried."""
    return "/" in text or "[" in text or "<" in text or "www." in text.lower()


def _first(pattern: re.Pattern[str], inquiry: Inquiry) -> Iterable[Finding]:
    text = inquiry.lead.message or ""
    found = pattern.search(text) if _may_link(text) else None
    return (Finding("message", found.group(), found.span()),) if found else ()


def _message(inquiry: Inquiry) -> Finding:
    return Finding("message", inquiry.lead.message)
