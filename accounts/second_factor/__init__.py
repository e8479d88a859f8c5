"""The second factor of a sign-in: a code from one's own phone, or one of the codes printed for its loss (docs/adr/0026)."""
