"""The days of the users, played in a real browser."""
