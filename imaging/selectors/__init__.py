"""Reading this room's rows: the register of lesions, what was measured, how it responds."""
