"""Examinations and bone lesions: studies, the reading of the bone window, what was seen."""
