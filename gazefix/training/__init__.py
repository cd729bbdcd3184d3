"""The training and evaluation of DeepWarp and GazeNet, and in `rendering` the eyes they learn from.

Imports torch, networks, imaging, and recordings of people who captured their eyes; nothing of the
application (no correction, no faces).
"""
