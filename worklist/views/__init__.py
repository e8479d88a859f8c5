"""The edge of this room: parse, call one service, answer."""
