"""A computed chest with bone lesions of known size: what demo and tests look at instead of a patient's CT."""
