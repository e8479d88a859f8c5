"""How a message travels. settings.REMINDER_CHANNELS names one class per channel."""
