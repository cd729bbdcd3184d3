"""The tray app on a real X display: `python -m pytest tests/system/ui`.

GAZEFIX_SHOTS=FOLDER keeps the screenshots.
`python -m tests.system.ui.pictures` makes the README's."""
