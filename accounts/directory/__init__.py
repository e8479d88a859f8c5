"""The hospital's own ways to know its people: its directory (LDAP) and its sign-in (OpenID Connect). docs/adr/0026.

Neither makes accounts or roles: an administrator does, and both only say that somebody is who they claim to be.
"""
