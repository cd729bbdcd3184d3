"""How good and how fast it is: benches, photographs, clips and eyes of known gaze. Nothing in the application imports it."""
