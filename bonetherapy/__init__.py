"""Bone-modifying agents: courses, doses, pre-dose checks, holds, dental, supplements, rebound watch."""
