"""Small parts that panels and dialogs share: controls, icons, the preview and its comparison."""
