"""Countries, regions, postal codes, distance and territory."""
