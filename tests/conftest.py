"""Every test runs offscreen, in its own home, with no network and no real clock to wait for."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
