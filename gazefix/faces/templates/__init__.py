"""An eye as it was found, and its motion in later frames: in C, or in numpy where there is none."""
