"""Brings the SHA-256 of every data file in SOURCES.toml up to date: `python tools/source_digests.py`.

It changes digests of files that are listed, and names those that are not: their origin and licence only a person knows.
"""

import hashlib
import re
import sys
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "leadmatch" / "values" / "resources" / "data"
SOURCES = DATA / "SOURCES.toml"
_ENTRY = re.compile(r'^\["(?P<name>[^"]+)"\]$(?P<rest>(?:(?!^\[).)*?)^sha256 = "[0-9a-f]*"$', re.MULTILINE | re.DOTALL)


def _renewed(entry: re.Match[str]) -> str:
    digest = hashlib.sha256((DATA / entry["name"]).read_bytes()).hexdigest()
    return f'["{entry["name"]}"]{entry["rest"]}sha256 = "{digest}"'


def main() -> int:
    """Write the digests; fail if a file is not listed."""
    text = SOURCES.read_text(encoding="utf-8")
    SOURCES.write_text(_ENTRY.sub(_renewed, text), encoding="utf-8")
    listed = {entry["name"] for entry in _ENTRY.finditer(text)}
    files = {file.relative_to(DATA).as_posix() for file in DATA.rglob("*") if file.is_file()}
    unlisted = sorted(name for name in files - listed - {"SOURCES.toml"} if "__pycache__" not in name)
    for name in unlisted:
        print(f"{name} is not listed in SOURCES.toml")
    return bool(unlisted)


if __name__ == "__main__":
    sys.exit(main())
