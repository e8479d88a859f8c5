"""Contradictions in what was entered (DQ-01 to DQ-39): nothing is changed, a person confirms or corrects."""
