"""What all tests from outside have: whether to try everything or the quick part."""

import pytest


def pytest_addoption(parser):
    parser.addoption("--hard", action="store_true", help="all of it, not only the quick part")


@pytest.fixture(scope="session")
def hard(request):
    return request.config.getoption("--hard")
