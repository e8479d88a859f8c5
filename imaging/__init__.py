"""Studies, bone-window evidence, lesions, response, follow-up calendar: the room is reserved, nothing lives here yet."""
