"""Stores: the ledger in SQLite or PostgreSQL, one code for both, through SQLAlchemy."""
