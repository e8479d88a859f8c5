"""Who may open the addresses of this room."""

from tests.access import Row, Table

ROWS: Table = {"api-assess": Row(methods=("POST",))}
