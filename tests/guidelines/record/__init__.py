"""The record of a patient as the rules read it."""
