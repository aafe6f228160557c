"""The Qt binding as Assay loads it: without a look at every import.

The binding stands between every import and its module, and reads the source of each module loaded after
it, for switches (`__feature__`) that Assay never uses. It keeps at hand what was there before: that is put
back, which makes the start, and each page loaded later, a little shorter.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - it is loaded for what it does to `builtins`

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
