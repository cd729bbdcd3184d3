"""Everything with a window: the only part of GazeFix that imports Qt (PySide6)."""
