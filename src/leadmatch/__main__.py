"""`python -m leadmatch` is the command line."""

from leadmatch.cli import main

if __name__ == "__main__":
    main()
