"""The hospital's own ways to know its people: its directory (LDAP) and its sign-in (OpenID Connect).

Neither makes accounts or roles: an administrator does. Both only say that somebody is who they claim to be
(docs/adr/0026).
"""
