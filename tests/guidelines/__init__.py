"""The clinical rules against every example of the catalogue; needs neither framework nor database."""
