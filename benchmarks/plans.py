"""P9 and P10: how PostgreSQL answers a page: time, rows read per row returned, sequential scans."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

LARGE_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Plan:
    """One statement's plan as it ran."""

    sql: str
    milliseconds: float
    rows_read: int
    rows_returned: int
    scanned: tuple[str, ...]
    is_aggregate: bool


def plan_of(sql: str) -> Plan:
    """Run one SELECT under EXPLAIN ANALYZE."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql.replace("%", "%%"))
        answer = cursor.fetchone()[0]
    top = (answer if isinstance(answer, list) else json.loads(answer))[0]
    nodes = [*_nodes(top["Plan"])]
    leaves = [node for node in nodes if "Relation Name" in node]
    return Plan(
        sql=sql,
        milliseconds=top["Execution Time"],
        rows_read=sum(_read(node) for node in leaves),
        rows_returned=max(int(top["Plan"]["Actual Rows"]), 1),
        scanned=tuple(
            node["Relation Name"]
            for node in leaves
            if node["Node Type"].endswith("Seq Scan") and _read(node) > LARGE_ROWS
        ),
        is_aggregate=top["Plan"]["Node Type"] == "Aggregate",
    )


def plans(statements: list[str]) -> list[Plan]:
    """The plans of all reading statements."""
    return [plan_of(sql) for sql in statements if sql.lstrip("(").upper().startswith(("SELECT", "WITH"))]


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", []):
        yield from _nodes(child)


def _read(node: dict[str, Any]) -> int:
    rows = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    return int(rows * node["Actual Loops"])
