"""Names of languages, by their codes of two letters, and back."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from leadmatch.values.resources import read


@cache
def _names() -> dict[str, str]:
    pairs = (line.split("\t") for line in read("data/text_language_names.tsv").splitlines()[1:])
    return {code: name for code, name in pairs}  # noqa: C416 - dict() would not check that there are two


def language_name(code: str) -> str:
    """Return the English name of a language, such as `German` for `de`.

    Args:
        code: ISO 639-1, in any case, with or without a script or country behind it (`pt-BR`).

    Returns:
        The name; the code itself where it is not known.
    """
    return _names().get(code[:3].strip().rstrip("-_").lower(), code)


@cache
def language_codes() -> Mapping[str, str]:
    """Return the code of each language by its English name in lower case, such as `de` for `german`."""
    return MappingProxyType({name.lower(): code for code, name in _names().items()})
