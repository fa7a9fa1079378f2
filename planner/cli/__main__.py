"""`python -m planner.cli`: the subcommands without the window."""

import sys

from planner.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
