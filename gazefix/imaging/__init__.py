"""Pictures as arrays: geometry, eye crops, drawing on them, the compositor.

Imports numpy and OpenCV; no files, devices or networks.
"""
