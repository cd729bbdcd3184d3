"""The pages of the window's settings."""
