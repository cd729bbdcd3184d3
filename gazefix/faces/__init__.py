"""A frame -> the faces in it: the localizer, one module for each backend, and the tracker between two looks. The only home of
mediapipe; no networks, no policy.
"""
