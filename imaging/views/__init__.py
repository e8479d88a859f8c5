"""Pages and pixels of this room."""
