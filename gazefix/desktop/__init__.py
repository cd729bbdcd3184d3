"""What is around the app on a desktop.

settings_file     the user's settings file, read and kept
settings_toml     settings from and to TOML
menu_entry        the entry in the applications menu
autostart         starting with the desktop
shortcut          a key combination that works in every program
control_client    reaches the running app from another process; the server is in ui
control_protocol  the lines that they exchange
setup_camera      setting up the virtual camera; `root_script` runs its script
camera_package    pyvirtualcam, fetched when it is wanted
doctor            the checks of `gazefix doctor`
about             parts, licences, and whether a newer release exists

Imports no Qt.
"""
