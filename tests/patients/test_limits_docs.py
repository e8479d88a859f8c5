"""The page of the documentation names every limit as the code has it."""

from guidelines.reading.limit_values import LIMIT_KEYS, LimitKey, shown
from tests.setup.checkout import ROOT


def line(key: LimitKey) -> str:
    name, facts = key.facts.name, key.facts
    cells = [f"`{facts.key}`", f"{name.zh} · {name.en}", shown(key.default).en, key.unit.en, facts.source]
    return f"| {' | '.join(cells)} |"


def test_every_limit_stands_in_the_documentation_in_the_order_of_the_code() -> None:
    page = (ROOT / "docs" / "hospital-limits.md").read_text(encoding="utf-8")
    table = page.split("<!-- keys -->")[1].split("<!-- end -->")[0].strip().splitlines()
    assert table[2:] == [line(key) for key in LIMIT_KEYS]
