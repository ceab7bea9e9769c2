"""Amounts and currencies: reading, rates, conversion."""
