"""What a warp alone cannot draw where eyes are raised: the iris's lower part, the upper lid."""
