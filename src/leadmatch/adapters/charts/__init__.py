"""Figures to look at and to publish, as Altair objects; the extra `charts` brings Altair."""
