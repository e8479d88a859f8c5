"""Forms of this room: records of examinations and lesions, measurements, response."""
