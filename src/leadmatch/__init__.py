"""Decide which inbound leads may go to channel partners, and to which one."""
