"""The renderer of eyes, and the training and evaluation of both networks on them.

Imports torch, networks and imaging; nothing of the application (no correction, no faces).
"""
