"""The command line (click): options, commands, and what they print. The only place that prints."""
