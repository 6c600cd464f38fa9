"""`python -m bot`: the same as `recall`."""

import sys

from bot.cli import main

sys.exit(main())
