"""Pictures and clips on disk, the demo portrait, and what pixels tell of shots. No faces, no
neural networks, no devices."""
