"""A frame -> the faces in it.

localizer           what every localizer promises, and the registry of them
following           what they share; chooses whom to follow: the largest faces
takeover            when a larger face takes the place of a followed one
openvino_localizer  MediaPipe's face mesh in OpenVINO, and `regions`, where it looks
mesh_localizer      MediaPipe's own face mesh
tasks_localizer     MediaPipe's landmarker, and `model_download`, its file
landmarks           from the mesh to a `Face`: eyes, box and head
face_carrier        moves faces along between two calls of a localizer, by `templates` of its eyes
mediapipe_import    the only import of mediapipe

In clips `processing.timeline` chooses the faces. What runs OpenVINO's models is in networks.
"""
