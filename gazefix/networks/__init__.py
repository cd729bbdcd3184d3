"""The two networks (DeepWarp redirects, GazeNet reads the gaze), their weights, and what runs them: torch or OpenVINO. Eye crops
in, warps and gaze out; nothing of faces or frames.
"""
