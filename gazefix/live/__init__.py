"""The live threads, capture -> correct -> output, and the session that owns them.

Each stage is a thread; messages.py says what they exchange. Imports neither Qt nor the command
line.
"""
