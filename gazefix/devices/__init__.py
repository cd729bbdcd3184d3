"""Cameras and outputs. A kind of source or sink is one object in the registry of its module.

Imports neither Qt nor the live threads; pyvirtualcam only in virtual_camera.
"""
