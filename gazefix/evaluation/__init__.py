"""How good and how fast GazeFix is: benches, photographs, clips, eyes of known gaze. Only
commands import it."""
