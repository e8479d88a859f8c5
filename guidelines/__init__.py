"""Clinical knowledge in pure Python: no framework, no database, no clock.

Facts and a date go in, findings come out. Every rule carries its id from the clinical rule catalogue,
its severity, its source and its grade, so that a physician can check this room alone.
"""
