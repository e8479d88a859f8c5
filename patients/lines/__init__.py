"""How rows of the record read in one line: on cards, on their own page, in the banner, on the time line."""
