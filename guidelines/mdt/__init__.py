"""The team meeting: who takes part, which case goes there, what a record must hold (section 7)."""
