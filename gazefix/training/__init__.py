"""The renderer of eyes, and the training and evaluation of DeepWarp and GazeNet on them.

Imports torch, networks, imaging, and recordings of people who captured their eyes; nothing of the
application (no correction, no faces).
"""
