"""What this room does for a person: judge a case without keeping it."""
