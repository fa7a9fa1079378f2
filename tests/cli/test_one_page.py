"""One page for one audience at the command line."""

import re
from pathlib import Path

import pytest

from tests.cli.running import Fairlead, assert_refused


@pytest.mark.parametrize("who", ["marketing", "sales", "board"])
def test_before_the_year_begins_it_says_what_is_promised(
    fairlead: Fairlead, argued: str, who: str
) -> None:
    answer = fairlead(f"export {argued} page.pdf --for {who} --json")
    assert (answer.status, answer.json) == (0, {"files": ["page.pdf"]})
    assert len(re.findall(rb"/Type\s*/Page\b", Path("page.pdf").read_bytes())) == 1


def test_only_as_pdf(fairlead: Fairlead, argued: str) -> None:
    refused = fairlead(f"export {argued} page.html --for sales")
    assert_refused(refused, "'page.html' is no PDF")
    assert not Path("page.html").exists()
