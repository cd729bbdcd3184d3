"""The program of a bundle: `gazefix`, and the processes of `gazefix process --jobs`."""

import multiprocessing
import os

# PyInstaller's program added its own folder. The system's programs that GazeFix starts (GStreamer,
# pkexec, a browser) must not take libraries and plugins from there.
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before
os.environ.pop("QT_PLUGIN_PATH", None)
multiprocessing.freeze_support()

from gazefix.cli.main import main  # noqa: E402  # the processes of --jobs need nothing of it

main()
