"""A frame -> the faces in it: the localizers, which faces to follow, and the tracker that carries
faces from one look to the next. The only home of mediapipe; imports no networks and no policy.
"""
