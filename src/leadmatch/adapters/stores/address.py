"""Where a ledger lies that nobody names; it is known without a database library."""

from typing import Final

DEFAULT_URL: Final = "sqlite:///leadmatch.db"
"""A file in the present folder."""
