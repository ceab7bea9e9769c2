"""Field maps: what the columns of other systems mean, which of them a file comes from, and the way back."""
