"""Cameras and outputs: sources, sinks, and the system calls behind them. No correction, no threads of its own."""
