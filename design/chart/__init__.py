"""The time line of a record: lanes on one axis of time, drawn as SVG on the server.

Rooms hand in lanes of dated items (`lanes`); everything else here turns them into one picture (`picture`) and
into the table that says the same (`facts`). Positions are attributes and colours are presentation attributes,
which classes override in dark mode and in print; the content security policy allows no style attribute.
"""
