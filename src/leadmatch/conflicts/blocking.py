"""Keys under which records meet, so that one new lead is compared with few others, not with all."""

from typing import Final, NamedTuple

from leadmatch.conflicts.portrait import Portrait, domain_label
from leadmatch.conflicts.words import COMMON_NAME, ORDINARY, information

_MOST_WORDS: Final = 3
_FEWEST_INITIALS: Final = 3
_MOST_INITIALS: Final = 6
_TRUNK_LEFT: Final = 6
_SWITCHBOARD: Final = 3
_STUMP: Final = 8


class Keys(NamedTuple):
    """The keys of one record, as texts that begin with their kind.

    Attributes:
        exact: what identifies a record by itself; never cut.
        weak: what many records may share.
    """

    exact: tuple[str, ...]
    weak: tuple[str, ...]


def keys_of(portrait: Portrait) -> Keys:
    """Return the keys of a record.

    Exact are the mailbox, the number, the company's domain and its whole name (which a domain may spell). Weak are its
    most telling words, its initials, the beginning of its name, and the trunk of its switchboard.

    Args:
        portrait: the record.
    """
    exact = [
        f"m {portrait.mailbox}" if portrait.mailbox else "",
        f"p {portrait.line.lstrip('0')}" if portrait.line else "",
        f"d {portrait.domain}" if portrait.domain else "",
        f"n {portrait.company_key}" if portrait.company_key else "",
        f"n {domain_label(portrait.domain)}" if portrait.domain else "",
    ]
    if portrait.group:
        exact.append(f"g {portrait.group}")
    weak = [f"w {word}" for word in _telling_words(portrait) if word]
    if len(portrait.company_key) >= _STUMP:
        weak.append(f"s {portrait.company_key[:_STUMP]}")
    weak += [f"i {letters}" for letters in _initials(portrait)]
    if portrait.phone.startswith("+") and not portrait.mobile and len(portrait.line) > _TRUNK_LEFT + _SWITCHBOARD:
        weak.append(f"t {portrait.phone[:-_SWITCHBOARD]}")
    return Keys(tuple(dict.fromkeys(filter(None, exact))), tuple(dict.fromkeys(weak)))


def _telling_words(portrait: Portrait) -> list[str]:
    """Return the words that tell most; where none tells more than a common family name, the two best together."""
    words = sorted(
        {word for word in portrait.company if word not in portrait.places}, key=lambda word: (-information(word), word)
    )
    telling = [word for word in words if information(word) > COMMON_NAME]
    return telling[:_MOST_WORDS] or [" ".join(sorted(words[:2]))]


def _initials(portrait: Portrait) -> set[str]:
    """Return the initials of a name, and each short word of it, which may be somebody's initials."""
    told = {
        word
        for word in portrait.company
        if _FEWEST_INITIALS <= len(word) <= _MOST_INITIALS and information(word) > ORDINARY
    }
    words = "".join(word[0] for word in portrait.company) if len(portrait.company) > 1 else ""
    return told | {letters for letters in (*portrait.initials, words, words[:3]) if len(letters) >= _FEWEST_INITIALS}
