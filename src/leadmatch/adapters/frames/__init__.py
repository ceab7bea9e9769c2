"""Data frames: leads in a table of any kind, and the same kind back with result columns."""
