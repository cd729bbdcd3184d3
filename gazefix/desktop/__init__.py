"""What is around the app on a desktop: settings file, menu entry, autostart, remote control
(protocol and client; the server is in ui), diagnosis, setting up the camera. Imports no Qt.
"""
