"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no fault: no example has a deadline, and no test asserts a time.
settings.register_profile("segur-lint", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("segur-lint")
# For a run that is slow otherwise, as .ci/run makes: pytest --hypothesis-profile quick.
settings.register_profile("quick", settings.get_profile("segur-lint"), max_examples=20)


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled rules are kept for the tests alone, never where the user has them; no forge."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):  # a report goes by where it runs
            patch.delenv(name, raising=False)
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """For a run that is slow otherwise: some of the cases, always the same ones."""
    parser.addoption("--one-in", type=int, default=1, metavar="N", help="of the cases, one in N")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep one case in N."""
    every = config.getoption("--one-in")
    left = [item for number, item in enumerate(items) if number % every]
    if left:
        items[:] = items[::every]
        config.hook.pytest_deselected(items=left)
