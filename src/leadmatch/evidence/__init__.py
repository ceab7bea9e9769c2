"""How a result says why."""
