"""`python -m gazefix`."""

from gazefix.cli import main

main()
