"""Whether the house is well: probes that ask, a report of their answers, pages that show it."""
