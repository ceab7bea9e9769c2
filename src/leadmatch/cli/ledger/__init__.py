"""The verbs of `leadmatch ledger`."""
