"""What this room draws on the time line (settings.TIMELINE_SOURCES)."""
