"""The stages in order, every dependency passed in."""
