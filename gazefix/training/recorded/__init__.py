"""Training on recordings of real eyes: their true pairs, and a person's own redirection."""
