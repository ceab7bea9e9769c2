"""For tests of leadmatch and of what is built on it: strategies and a synthetic market."""
