"""The networks, their weights, and their backends: DeepWarp redirects, the others measure gaze.

Eye crops in, warps and gaze out. Imports torch and OpenVINO; nothing about faces or frames.
"""
