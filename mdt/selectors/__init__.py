"""Reading of the board's rows: nothing in here writes."""
