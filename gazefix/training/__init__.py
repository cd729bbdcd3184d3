"""The renderer of eyes and the training of the networks (torch). Knows the networks and the conventions, nothing of the application."""
