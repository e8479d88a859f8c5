"""The diagnostic pathway: risk, screening, confirmation, biopsy, states (catalogue section 2)."""
