"""The ruler: eyes of known gaze, redirected and read, and compared with the truth.

Start with `report`; `eyes` describes the file. Nothing here may train on the eyes it measures.
"""
