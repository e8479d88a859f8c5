"""Imaging knowledge: modalities, follow-up calendar, CT windows, flare and response (catalogue section 3)."""
