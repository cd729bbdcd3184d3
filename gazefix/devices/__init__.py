"""Cameras and outputs. A kind of source or sink is one object in the registry of its module.

What is lost is opened again by the threads in `live`. Imports neither Qt nor those threads;
pyvirtualcam only in virtual_camera.
"""
