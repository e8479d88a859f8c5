"""The trail kept true: watched tables, sealed batches, heads outside the database, the proof, retention."""
