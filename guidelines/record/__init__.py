"""Everything a patient's record can hold, as the rules read it: dated facts, nothing worked out."""
