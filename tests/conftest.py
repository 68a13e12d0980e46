from __future__ import annotations

import os

# before anything imports a model library: the tests never reach for the network
os.environ.setdefault("HF_HUB_OFFLINE", "1")
