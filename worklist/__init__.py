"""What is due and who was told: tasks, calls, the outbox of reminders, channels."""
