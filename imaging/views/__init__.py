"""Pages of this room: the register on the body map, measuring, response, scores of a lesion."""
