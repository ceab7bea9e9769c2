"""Text as the stages read it: folded, cut into tokens and sentences, with spans."""
