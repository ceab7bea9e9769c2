"""One shipped taxonomy of industries, found by words or codes."""
