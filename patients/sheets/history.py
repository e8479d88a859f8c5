"""Rows of the record with what became of them."""

from typing import Any

from patients.sheets.base import Sheet


def history_of(sheet: Sheet[Any, Any], row: Any) -> list[Any]:
    """The row with all it corrects and all that corrected it, the newest first; one query.

    A single row is a history of one.
    """
    rows = list(sheet.everything(row.patient).select_related("recorded_by", "voided_by"))
    by_id = {one.id: one for one in rows}
    followers = {one.corrects_id: one for one in rows if one.corrects_id}
    newest = by_id[row.id]
    while newest.id in followers:
        newest = followers[newest.id]
    chain = [newest]
    while chain[-1].corrects_id in by_id:
        chain.append(by_id[chain[-1].corrects_id])
    return chain
