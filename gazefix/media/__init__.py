"""Pictures and clips on disk, and what their pixels tell of shots. No faces, no networks, no devices."""
