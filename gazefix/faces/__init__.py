"""A frame -> the faces in it: the localizers, which faces to follow, and the carrier that moves
faces along between two calls of a localizer. The only home of mediapipe. What runs OpenVINO's
models is imported from networks.
"""
