"""The multidisciplinary team: conferences that were held and what they concluded."""
