"""Boards, meetings, cases, decisions, minutes: the room is reserved, empty so far."""
