"""Boards, meetings, cases, decisions, minutes: the room is reserved, nothing lives here yet."""
