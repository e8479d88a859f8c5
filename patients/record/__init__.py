"""This room's part of a patient's record, as the pure rules of `guidelines.record` read it."""
