"""The live threads: capture -> correct -> output, and the session that owns them. No Qt, no command line."""
