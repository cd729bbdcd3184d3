"""Training of the networks on rendered eyes: anatomy (what varies), renderer (how it looks), degrade (what a camera does to
it), dataset (pairs), losses, train, evaluate. Imports the networks and the conventions, nothing of the application."""
