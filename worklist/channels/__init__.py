"""How a message travels. settings.REMINDER_CHANNELS names one class per channel; a new one is one more line
there.
"""
