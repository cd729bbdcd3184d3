"""What is around the app on a desktop: settings file, menu entry, autostart, remote control,
diagnosis, setting up the camera. Imports no Qt.
"""
