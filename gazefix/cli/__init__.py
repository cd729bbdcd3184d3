"""The command line (click): options, commands, and what they print. The only place that prints.

May import every package; nothing but `__main__` may import it. Commands import what does the work
when they run, so that `--help` and `gazefix ctl` are quick.
"""
