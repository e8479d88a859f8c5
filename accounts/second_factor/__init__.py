"""The second factor of a sign-in: a code of one's own phone, or one printed for its loss (docs/adr/0026)."""
