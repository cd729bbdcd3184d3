"""The program of a bundle: `gazefix`, and the processes of `gazefix process --jobs`."""

import multiprocessing

multiprocessing.freeze_support()

from gazefix.cli.main import main  # noqa: E402  # the processes of --jobs need nothing of it

main()
