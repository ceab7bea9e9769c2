"""Files: records read from CSV and JSON Lines, results written beside and renamed."""
