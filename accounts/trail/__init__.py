"""The trail kept true: which tables are watched, sealed batches, heads outside the database, the proof, retention."""
