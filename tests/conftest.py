"""What all tests share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A slow machine is no fault: no example has a deadline, and no test asserts a time.
settings.register_profile("segur-lint", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("segur-lint")
# For a run that is slow otherwise, as .ci/run makes: pytest --hypothesis-profile quick.
settings.register_profile("quick", settings.get_profile("segur-lint"), max_examples=20)
