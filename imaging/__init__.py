"""Studies, bone-window evidence, lesions, response, follow-up: the room is reserved, empty so far."""
