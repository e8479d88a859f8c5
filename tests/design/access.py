"""Who may open the addresses of the look: nobody in a hospital, they are for developers."""

from tests.access import Row, Table

ROWS: Table = {
    "design:theme": Row(methods=("POST",), is_absent=True),
    "design:styleguide": Row(is_absent=True),
}
