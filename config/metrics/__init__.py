"""Figures for Prometheus: how requests went, and what the health report found. No figure carries a name."""
