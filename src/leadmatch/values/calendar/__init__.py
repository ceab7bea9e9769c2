"""Moments, days, periods and zones; time is always an argument."""
