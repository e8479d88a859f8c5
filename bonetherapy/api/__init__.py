"""Bone therapy over HTTP for other systems: the same services, rules and access as the pages."""
