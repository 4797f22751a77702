"""The HTML report in headless Chromium: it draws without an error and without the network, and does what a reader asks of it, by mouse,
by keyboard and in print."""
import re
import shutil

import pytest

import harness


@pytest.fixture(name="browser", scope="module")
def chromium():
    webdriver = pytest.importorskip("selenium.webdriver")
    service = pytest.importorskip("selenium.webdriver.chrome.service")
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        pytest.skip("no Chromium here")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1400,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(service=service.Service(shutil.which("chromedriver")), options=options)
    yield driver
    driver.quit()


def show(browser, directory, source):
    report = directory / f"{source.stem}.html"
    report.write_bytes(harness.execute([harness.MINIC, "escape", "--format=html", source]).stdout)
    browser.get(report.as_uri())
    return browser


@pytest.fixture(name="page")
def page_of_a_large_program(browser, tmp_path):
    return show(browser, tmp_path, harness.ROOT / "samples" / "calculator.mini")


@pytest.fixture(name="ways")
def page_with_all_rules(browser, tmp_path):
    return show(browser, tmp_path, harness.ROOT / "tests" / "escape" / "why.mini")


def script(page, text):
    return page.execute_script("return " + text)


def press(page, key):
    page.execute_script("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true}))", key)


HEAP = "data.sites.find(s => s.rule === 'global' && s.path.length === 4)"


def test_draws_all_sites_without_an_error(page):
    assert [entry for entry in page.get_log("browser") if entry["level"] == "SEVERE"] == []
    assert script(page, "document.querySelectorAll('#source .badge').length") == script(page, "data.sites.length") > 30
    assert script(page, "document.querySelectorAll('.line').length") > 300


def test_needs_no_network(page):
    source = page.page_source
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|@import|fetch\(""", source)
    loaded = script(page, "performance.getEntriesByType('resource').map(entry => entry.name)")
    assert loaded == []


def test_a_click_shows_the_way(ways):
    ways.execute_script(f"byId('site-' + {HEAP}.site).click()")
    assert script(ways, "document.querySelectorAll('#way circle').length") == 5
    assert script(ways, "document.querySelectorAll('ol.steps li').length") == 5
    assert "global" in script(ways, "document.querySelector('.rule').textContent")
    assert script(ways, "document.querySelectorAll('#graph .chosen').length") == 1
    assert script(ways, "document.querySelectorAll('#graph path.way').length") >= 1
    assert script(ways, "document.querySelector('.badge[aria-pressed=true]').id") == script(ways, f"'site-' + {HEAP}.site")


def test_shows_which_callers_have_a_place(browser, tmp_path):
    page = show(browser, tmp_path, harness.ROOT / "tests" / "escape" / "why_callers.mini")
    page.execute_script("choose(data.sites.find(s => s.text === '&square{...}'))")
    callers = script(page, "[...document.querySelectorAll('.callers > li')].map(item => item.textContent)")
    assert [text for text in callers if text.startswith("local has a place for it in its frame")]
    assert [text for text in callers if text.startswith("saved has none") and "global" in text]


def test_the_way_stands_at_the_columns(ways):
    ways.execute_script(f"choose({HEAP})")
    wrong = script(ways, """stepsOf(chosen).filter((step, i) => {
        const circle = document.querySelectorAll('#way circle')[i].getBoundingClientRect();
        const line = byId(lineId(step.file, step.line)).getBoundingClientRect();
        return circle.bottom < line.top || circle.top > line.bottom;
    }).length""")
    assert wrong == 0


def test_at_first_the_overview_leads_to_functions_and_rules(page):
    press(page, "Escape")
    rows = script(page, "[...document.querySelectorAll('#overview tbody tr')].map(row => row.innerText.split('\\t'))")
    assert len(rows) == script(page, "new Set(data.sites.map(s => s.rule).filter(Boolean)).size"
                                     " + new Set(data.sites.filter(s => placeOf(s) !== 'none').map(s => s.function)).size")
    page.execute_script("[...document.querySelectorAll('#overview .filter')].find(button => button.textContent === 'scan').click()")
    assert script(page, "byId('by-function').value") == "main.scan"
    page.execute_script("byId('by-function').value = ''; applyFilters()")


def test_the_graph_tells_objects_of_one_name_apart(page):
    two = "data.edges.filter(e => e.from === 'left' && e.function === 'main.(*parser).expression')"
    assert script(page, f"new Set({two}.map(e => e.to_object)).size") == script(page, f"{two}.length") > 1


def test_frame_has_all_slots_and_its_size(ways):
    ways.execute_script(f"choose({HEAP})")
    shown = script(ways, "document.querySelectorAll('#frame tbody tr').length")
    assert shown == script(ways, "functionShown().frame.length") > 0
    assert str(script(ways, "functionShown().size")) in script(ways, "document.querySelector('#frame h2').textContent")


def test_keys_go_through_the_sites(page):
    press(page, "Escape")
    assert script(page, "chosen") is None
    press(page, "j")
    first = script(page, "chosen.site")
    press(page, "j")
    assert script(page, "chosen.site") != first
    press(page, "k")
    assert script(page, "chosen.site") == first
    assert script(page, "document.activeElement.id") == f"site-{first}"


def test_filters(page):
    page.execute_script("byId('by-rule').value = 'result'; applyFilters()")
    shown = script(page, "[...document.querySelectorAll('.badge:not(.off)')].filter(b => b.closest('#source')).length")
    assert shown == script(page, "data.sites.filter(s => s.rule === 'result').length") > 0
    page.execute_script("byId('by-rule').value = ''; byId('by-function').value = 'main.scan'; applyFilters()")
    assert script(page, "document.querySelectorAll('.line:not(.dim)').length") == script(
        page, "(f => f.last - f.line + 1)(data.functions.find(f => f.name === 'main.scan'))")
    page.execute_script("byId('by-function').value = ''; applyFilters()")
    assert script(page, "document.querySelectorAll('#source .badge.off').length") == 0


def test_kinds_differ_without_colour(page):
    styles = script(page, """['heap', 'stack', 'buffer'].map(kind => {
        const badge = document.querySelector(`#source .badge.${kind}`);
        const style = getComputedStyle(badge);
        return [badge.textContent, style.borderRadius, style.borderStyle].join();
    })""")
    assert len(set(styles)) == 3


def test_paper_has_the_whole_list(page):
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert script(page, "getComputedStyle(byId('list')).display") == "block"
        assert script(page, "getComputedStyle(document.querySelector('aside')).display") == "none"
        assert script(page, "document.querySelectorAll('#list tr').length") == script(page, "data.sites.length")
        assert len(page.execute_cdp_cmd("Page.printToPDF", {})["data"]) > 10000
    finally:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_no_source_ends_the_script(tmp_path):
    source = tmp_path / "f.mini"
    source.write_text('package main\n\nfunc main() {\n\tprintln("</script><b>", `\r`)\n}\n')
    page = harness.execute([harness.MINIC, "escape", "--format=html", source]).stdout
    assert page.count(b"</script>") == 2 and b"<b>" not in page


def follow(page, link):
    page.get(link)
    page.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    badge = script(page, "byId(`site-${chosen.site}`).getBoundingClientRect()")
    assert script(page, "byId('filters').getBoundingClientRect().bottom") <= badge["top"] and badge["bottom"] <= script(page, "innerHeight")
    return script(page, "chosen.site")


def test_a_link_opens_with_its_site_in_sight(page):
    report, first, last = page.current_url.split("#")[0], script(page, "inOrder()[3].site"), script(page, "inOrder().at(-3).site")
    page.get("about:blank")
    assert follow(page, f"{report}#site-{last}") == last
    assert follow(page, f"{report}#site-{first}") == first
