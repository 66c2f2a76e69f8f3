"""Settings that all tests share."""

import gc
import os

from hypothesis import HealthCheck, settings

COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", COMMON, max_examples=60, derandomize=True)
settings.register_profile("ci", COMMON, max_examples=1000, derandomize=True)
settings.register_profile("search", COMMON, max_examples=5000)  # looks for new failures; never the same twice
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_sessionfinish() -> None:
    """Let the collector see again what the commands under test froze, or extension modules report leaks."""
    gc.unfreeze()
