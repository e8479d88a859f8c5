"""The only writers of bone therapy.

Each locks the course row first, so that two people never plan at once.
"""
