"""Make the shipped tables of places from CLDR (Babel, cldr-subdivisions-full), libphonenumber and iso3166-2.

    python tools/make_reference_data.py countries
    python tools/make_reference_data.py subdivisions FOLDER_OF_CLDR_SUBDIVISIONS_FULL

Needs Babel, phonenumbers, pycountry and iso3166-2 in the environment; leadmatch itself needs none of them.
"""

import json
import re
import sys
from pathlib import Path

import iso3166_2
import phonenumbers
import pycountry
from babel import Locale
from babel.numbers import get_territory_currencies

DATA = Path(__file__).parents[1] / "src/leadmatch/values/resources/data"
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja")
ISO_639_3 = ("deu", "fra", "spa", "por", "ita", "nld", "pol", "cat", "swe", "dan", "nor", "fin", "cym")
KOSOVO = ("XK", "XKX")
"""Kosovo has no ISO 3166-1 code; its user-assigned codes are those of CLDR and the European Commission."""


def _names(code: str) -> list[str]:
    """Return the names of one country, `name|short or other name`, one cell a language."""
    cells = []
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        names = [territories[code]]
        names += [territories[key] for key in (f"{code}_alt_short", f"{code}_alt_variant") if key in territories]
        cells.append("|".join(dict.fromkeys(names)))
    return cells


def _row(alpha2: str, alpha3: str) -> str:
    calling = phonenumbers.country_code_for_region(alpha2)
    currencies = get_territory_currencies(alpha2)
    cells = [alpha2, alpha3, str(calling or ""), currencies[0] if currencies else "", *_names(alpha2)]
    return "\t".join(cells)


def countries() -> None:
    """Write `places_countries.tsv`: codes, calling code, currency and names in nine languages."""
    codes = sorted([(country.alpha_2, country.alpha_3) for country in pycountry.countries] + [KOSOVO])
    head = "\t".join(["alpha2", "alpha3", "calling", "currency", *LANGUAGES])
    rows = [_row(alpha2, alpha3) for alpha2, alpha3 in codes]
    (DATA / "places_countries.tsv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def _local_names(text: str | None) -> list[str]:
    """Return names in the languages of `ISO_639_3` from `Bayern (deu), Bavaria (eng)`."""
    pairs = re.findall(r"([^,(]+) \((\w+)\)", text or "")
    return [name.strip() for name, language in pairs if language in ISO_639_3]


def subdivisions(cldr: Path) -> None:
    """Write `places_subdivisions.tsv`: code, parent's code, and names, the English one first."""
    tree = json.loads((cldr / "subdivisions/en/en.json").read_text(encoding="utf-8"))
    english = tree["subdivisions"]["localeDisplayNames"]["subdivisions"]
    rows = []
    for places in json.loads((Path(iso3166_2.__file__).parent / "iso3166-2.json").read_text()).values():
        for code, row in places.items():
            names = [english.get(code.replace("-", "").lower(), row["name"]), row["name"]]
            names += _local_names(row["localOtherName"])
            rows.append("\t".join([code, row["parentCode"] or "", "|".join(dict.fromkeys(names))]))
    lines = ["code\tparent\tnames", *sorted(rows)]
    (DATA / "places_subdivisions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["countries"]:
            countries()
        case ["subdivisions", folder]:
            subdivisions(Path(folder))
        case _:
            sys.exit(__doc__)
