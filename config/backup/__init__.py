"""Encrypted backups of database and attachments, and the way back (docs/operations.md, docs/adr/0025)."""
