"""Reading this room's rows."""
