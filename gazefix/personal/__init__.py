"""A person's own eyes: the recording of a moving dot, and what is fitted to it.

No Qt, no threads, no devices. `recording` holds the format alone and imports nothing of the
correction, so that training may read it.
"""
