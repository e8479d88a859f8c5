"""Measurements with their baseline in the same run. What each number means: benchmarks/README.md."""
