"""A record goes in, findings come out: every row of the contract, and the laws of the whole."""
