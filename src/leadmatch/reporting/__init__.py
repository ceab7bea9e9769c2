"""What a run means for people: counts, findings and rows as plain data, ready to be placed on a page."""
