"""Versions of what a hospital sets for itself: edited as a draft, never once approved."""

import pgtrigger


def approved_stays(column: str) -> pgtrigger.Protect:
    """The trigger that refuses to change or delete a row whose `column` says when it was approved.

    What a plan was made with is never rewritten: a change is a new version.
    """
    return pgtrigger.Protect(
        name="approved_stays",
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Q(**{f"old__{column}__isnull": False}),
    )
