"""The live threads, capture -> correct -> output, and the session that owns them.

Imports neither Qt nor the command line. Each stage is a thread; messages.py says what they exchange.
"""
