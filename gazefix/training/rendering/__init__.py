"""The renderer of eyes: random parameters, lids, geometry, colours, and a webcam's faults."""
