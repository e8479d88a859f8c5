"""Published scales of risk and burden: Mirels, SINS, pain, performance status."""
