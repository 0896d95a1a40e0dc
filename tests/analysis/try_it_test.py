"""Links from a report into the explorer hold the scenario as it was run."""

import base64
import re
import zlib
from html import unescape
from urllib.parse import parse_qs

from own_scenarios import NAMES, write_own

from analysis import report, try_it
from analysis.language import Language
from analysis.results import open_results

LINK = re.compile(r'<a href="(maatwerk-explorer\.html#[^"]+)"')


def scenario_in(link):
    """(language, scenario file) of a link."""
    page, fragment = link.split("#")
    assert page == try_it.EXPLORER
    fields = parse_qs(fragment)
    (text,) = fields["s"]
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return fields["lang"][0], zlib.decompress(data).decode()


def test_a_link_holds_the_scenario_as_it_was_run(tmp_path):
    results = open_results(write_own(tmp_path / "r.h5", 2, cuts=True))
    found = try_it.links(results, Language("nl").of(results))
    assert [scenario_in(link) for _, link in found] == [("nl", results.about[name].resolved) for name in NAMES[:2]]
    assert "[[event]]" in scenario_in(found[1][1])[1]


def test_a_file_that_does_not_say_what_was_run_has_no_links(cutless):
    results = open_results(cutless)
    for about in results.about.values():
        object.__setattr__(about, "resolved", "")
    assert try_it.links(results, Language("en")) == []


def test_a_report_leads_to_the_explorer_where_that_lies_beside_it_and_tells_the_address_elsewhere(tmp_path):
    results = open_results(write_own(tmp_path / "r.h5", 2))
    beside, alone = (
        report.render(results, Language("en").of(results), {}, {}, beside=beside) for beside in (True, False)
    )
    assert [scenario_in(unescape(link))[0] for link in LINK.findall(beside)] == ["en", "en"]
    assert LINK.findall(alone) == []
    addresses = re.findall(r"<pre>(maatwerk-explorer\.html#[^<]+)</pre>", alone)
    assert len(addresses) == 2
    assert "schema_version" in scenario_in(unescape(addresses[0]))[1]


def test_the_explorer_lies_beside_a_report_if_it_is_in_its_folder(tmp_path):
    assert not try_it.is_beside(tmp_path)
    (tmp_path / try_it.EXPLORER).write_text("the explorer")
    assert try_it.is_beside(tmp_path)
