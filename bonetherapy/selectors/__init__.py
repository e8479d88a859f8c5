"""Reading bone therapy: nothing in here writes."""
