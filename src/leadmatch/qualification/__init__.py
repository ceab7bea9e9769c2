"""How ready a lead is: budget, authority, need and timing from answers, forms and notes."""
