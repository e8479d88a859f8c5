"""The published cases as the demo needs them: diagnosis, drivers, PD-L1, sex, age, problems."""

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from patients.enums import DriverStatus, Histology
from patients.specs.facts import DiagnosisSpec, DriverSpec

T = TypeVar("T")

FILE = Path(__file__).with_name("cases.json")
HISTOLOGY = {
    "adenocarcinoma": Histology.ADENOCARCINOMA,
    "squamous": Histology.SQUAMOUS,
    "small cell": Histology.SCLC,
}
STATUS = {"mutated": DriverStatus.POSITIVE, "no mutation": DriverStatus.NEGATIVE}
TNM = re.compile(r"[cp]?(?P<t>T\w+?)(?P<n>N\d\w?)(?P<m>M\d\w?)$")
LOBES = {
    "left upper lobe": "左肺上叶",
    "left lower lobe": "左肺下叶",
    "right upper lobe": "右肺上叶",
    "right middle lobe": "右肺中叶",
    "right lower lobe": "右肺下叶",
    "left hilum": "左肺门",
}


@cache
def cases() -> dict[str, dict[str, Any]]:
    """The cases by their id (C01 ...)."""
    return {case["id"]: case for case in json.loads(FILE.read_text(encoding="utf-8"))}


def diagnosis_of(case: dict[str, Any]) -> DiagnosisSpec:
    """The tumour as the case tells it; what it does not tell stays empty."""
    primary = case["primary"] or {}
    tnm = TNM.match(primary.get("tnm") or "")
    return DiagnosisSpec(
        histology=_first_match(HISTOLOGY, primary.get("histology"), Histology.UNKNOWN),
        site=_first_match(LOBES, primary.get("side_lobe"), ""),
        t=tnm["t"] if tnm else "",
        n=tnm["n"] if tnm else "",
        m=tnm["m"] if tnm else "",
        stage=(primary.get("stage") or "").split(" ")[0][:6],
        pdl1_tps_percent=_percent((case["pdl1"] or {}).get("tps_percent")),
        drivers=tuple(
            _driver(row) for row in case["drivers"] if row.get("status") in STATUS and len(row["gene"]) < 8
        ),
    )


def _driver(row: dict[str, Any]) -> DriverSpec:
    return DriverSpec(gene=row["gene"], status=STATUS[row["status"]], variant=row.get("variant") or "")


def _percent(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _first_match(table: dict[str, T], text: str | None, otherwise: T) -> T:
    found = (value for word, value in table.items() if text and text.lower().startswith(word))
    return next(found, otherwise)
