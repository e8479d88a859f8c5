"""Contradictions in what was entered: each check speaks and stays silent."""
