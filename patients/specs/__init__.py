"""What a person asks for, parsed and typed, before a service acts on it."""
