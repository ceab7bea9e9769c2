"""Keys under which records meet, so that one new lead is compared with few others, not with all."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from leadmatch.conflicts.portrait import Portrait, domain_label
from leadmatch.conflicts.words import COMMON_NAME, ORDINARY, information, skeleton

_MOST_WORDS: Final = 3
_FEWEST_INITIALS: Final = 3
_MOST_INITIALS: Final = 6
_TRUNK_LEFT: Final = 6
_SWITCHBOARD: Final = 3
_STUMPS: Final = (5, 8)
_BEGINNING: Final = 3
_SHORTEST_SKELETON: Final = 5
_ODD: Final = 0x9E3779B97F4A7C15
_WHOLE: Final = 2**64 - 1


class Keys(NamedTuple):
    """The keys of one record.

    Attributes:
        exact: what identifies an account or a person by itself: mailbox, number, domain, whole name, group.
        broad: a telling word, initials, the beginning of a name, a trunk of a switchboard, which many may share.
        narrow: the same together with a place or a trunk, which fewer share.
    """

    exact: tuple[int, ...]
    broad: tuple[int, ...]
    narrow: tuple[int, ...]


def key64(kind: str, value: str) -> int:
    """Return 64 bits of BLAKE2b over a kind and a value, parted by a NUL.

    Args:
        kind: what sort of value it is.
        value: the value in comparable form.
    """
    digest = blake2b(f"{kind}\0{value}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


_shared_key = lru_cache(maxsize=65_536)(key64)  # words, initials and stumps come again and again


def keys_of(portrait: Portrait) -> Keys:
    """Return the keys of a record.

    Args:
        portrait: the record.
    """
    words = _telling_words(portrait)
    weak = [("w", word) for word in words if word]
    weak += [("v", skeleton(word)) for word in words if len(word) >= _SHORTEST_SKELETON]
    weak += [("i", letters) for letters in _initials(portrait)]
    weak += [("s", portrait.company_key[:length]) for length in _STUMPS if len(portrait.company_key) >= length]
    trunk = _trunk(portrait)
    wheres = [_shared_key("+", where) for where in (portrait.postal, portrait.city, trunk) if where]
    broad = [_shared_key(kind, value) for kind, value in weak]
    beginning = [_shared_key("h", words[0][:_BEGINNING])] if len(words[0]) > _BEGINNING else []
    narrow = [_joint(key, where) for key in (*broad, *beginning) for where in wheres]
    if trunk:
        broad.append(_shared_key("t", trunk))
    if portrait.private:
        broad += [key64(f"{kind}=", word) for kind, word in _names(portrait)]
        narrow += [key64(f"{kind}=", value) for kind, value in _private(portrait)]
    return Keys(_once(key64(kind, value) for kind, value in _exact(portrait)), _once(broad), _once(narrow))


def person_keys(portrait: Portrait) -> tuple[int, ...]:
    """Return the keys of the words of a person's name within the account; of use only where the account is large.

    Args:
        portrait: the record.
    """
    return _once(key64("q", value) for value in _persons(portrait))


def _joint(one: int, other: int) -> int:
    """Return one key for two."""
    return (one * _ODD + other) & _WHOLE


def _once(keys: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(keys))


def _exact(portrait: Portrait) -> Iterator[tuple[str, str]]:
    """Yield what identifies an account; a domain may spell a name, so the two meet."""
    if portrait.mailbox:
        yield "m", portrait.mailbox
    if portrait.line:
        yield "p", portrait.line.lstrip("0")
    if portrait.domain:
        yield "d", portrait.domain
        yield "n", domain_label(portrait.domain)
    if portrait.company_key:
        yield "n", portrait.company_key
    if portrait.group:
        yield "g", str(portrait.group)


def _persons(portrait: Portrait) -> Iterator[str]:
    """Yield the words of the person's name, and the name before the @, within the account."""
    account = portrait.domain or portrait.company_key
    words = portrait.person
    if account and words:
        yield f"{account}\0{' '.join(sorted(words))}"
        yield from (f"{account}\0{word}" for word in words)


def _names(portrait: Portrait) -> Iterator[tuple[str, str]]:
    """Yield the names of a private person one by one, because each may be mistyped."""
    for word in portrait.person:
        yield "w", word
        yield "v", skeleton(word)


def _private(portrait: Portrait) -> Iterator[tuple[str, str]]:
    """Yield what else may lead to a record of the same private person: two things of which one may be mistyped."""
    words = portrait.person
    for word in words:
        for where in (portrait.postal, portrait.city, portrait.birth):
            if where:
                yield "w", f"{word}\0{where}"
    if len(words) > 1:
        yield "n", " ".join(sorted(words))
        yield "v", " ".join(sorted(map(skeleton, words)))
    parts = (("b", portrait.birth), ("l", portrait.mailbox.partition("@")[0]), ("s", portrait.street))
    yield from ((kind, value) for kind, value in parts if value)


def _trunk(portrait: Portrait) -> str:
    if portrait.phone.startswith("+") and not portrait.mobile and len(portrait.line) > _TRUNK_LEFT + _SWITCHBOARD:
        return portrait.phone[:-_SWITCHBOARD]
    return ""


def _telling_words(portrait: Portrait) -> list[str]:
    """Return the words that tell more than a common family name, the best first, then the two best words together."""
    words = sorted(
        {word for word in portrait.company if word not in portrait.places}, key=lambda word: (-information(word), word)
    )
    telling = [word for word in words if information(word) > COMMON_NAME]
    together = [" ".join(sorted(words[:2]))] if len(words) > 1 or not telling else []
    return telling[:_MOST_WORDS] + together


def _initials(portrait: Portrait) -> set[str]:
    """Return the initials of a name, and each short word of it, which may be somebody's initials."""
    told = {
        word
        for word in portrait.company
        if _FEWEST_INITIALS <= len(word) <= _MOST_INITIALS and information(word) > ORDINARY
    }
    words = "".join(word[0] for word in portrait.company) if len(portrait.company) > 1 else ""
    return told | {letters for letters in (*portrait.initials, words, words[:3]) if len(letters) >= _FEWEST_INITIALS}
