"""How good and how fast GazeFix is: benches, photographs, clips, eyes of known gaze. Nothing in the
application imports it."""
