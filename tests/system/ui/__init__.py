"""The tray app on a real X display: `python -m pytest tests/system/ui`; with GAZEFIX_SHOTS=FOLDER the screenshots are kept.
`python -m tests.system.ui.pictures` makes those of the README."""
