"""A patient's record goes in, and what is due comes out with its reason: one module per family of codes."""
