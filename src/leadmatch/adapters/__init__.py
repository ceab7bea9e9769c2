"""Doors to the world: files and pages."""
