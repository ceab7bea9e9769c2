"""How ready is it? (BANT)"""
