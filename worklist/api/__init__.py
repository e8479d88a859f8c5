"""The worklist over HTTP for other systems: tasks, calls, notices, and the outbox for operators."""
