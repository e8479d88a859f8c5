"""Who may open the addresses of the look: nobody in a hospital, they are for developers."""

from tests.access import Row, Table

ROWS: Table = {
    "design:styleguide": Row(is_absent=True),
}
