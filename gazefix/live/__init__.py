"""The live threads, capture -> correct -> output, and the session that owns them.

Each stage is a thread; messages.py says what they exchange. `capture` opens a lost camera again,
`output` a lost output. Imports neither Qt nor the command line.
"""
