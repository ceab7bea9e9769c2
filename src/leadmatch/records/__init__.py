"""What the world hands us: leads, partners, deals and offers."""
