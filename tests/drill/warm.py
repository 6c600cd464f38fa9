"""Reads once, in the process that the others are forked from, what would cost each of them a second to start."""

import gc

from bot.daily import zones
from bot.search.ordinary import prepare
from tests.drill import child

prepare()
zones()
gc.freeze()  # else each of them would look through all of it when it is ready

__all__ = ["child"]
