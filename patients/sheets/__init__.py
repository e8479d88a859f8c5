"""Sheets of the record: what one kind of row is called, how it is typed, and how it reads in one line."""
