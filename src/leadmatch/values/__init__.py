"""Plain values that the stages share; nothing here knows what a lead is."""
