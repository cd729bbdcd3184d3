"""`python -m gazefix`."""

from gazefix.cli.main import main

main()
