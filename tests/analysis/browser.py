"""What a reader's browser makes of a page: where its parts lie on a screen of some width.

Headless Chromium is Debian's. A window of it is 500 wide at least, so the page is shown in a frame,
whose width is that of the screen it stands for.
"""

import html
import json
import re
import shutil
import subprocess

PROGRAM = shutil.which("chromium")
MISSING = "chromium is not installed: ./dev check installs Debian's package"

LOOK = """
window.onload = () => {
  const page = document.querySelector("iframe").contentDocument, found = {};
  const places = (one) => { const r = one.getBoundingClientRect();
    return [r.left, r.top, r.right, r.bottom]; };
  for (const parts of %s) found[parts] = [...page.querySelectorAll(parts)].map(places);
  const shown = (one) => one.checkVisibility() && one.getBoundingClientRect().width > 0;
  found.wide = page.documentElement.scrollWidth;
  found.cut = [...page.querySelectorAll("header *")].filter(shown).filter((one) =>
    one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display != "inline" &&
    !(one instanceof page.defaultView.SVGElement)).map((one) => one.outerHTML.slice(0, 200));
  found.text = page.querySelector("header").innerText;
  document.querySelector("pre").textContent = JSON.stringify(found);
};
"""


def look(page, width, height, parts, folder):
    """Where the parts (CSS) of a page lie: {part: [(left, top, right, bottom)]}.

    And under "wide" how wide it is, under "cut" what does not fit in its own box, under "text" what
    the header says.
    """
    frame = folder / f"frame-{width}.html"
    frame.write_text(
        f'<!DOCTYPE html><body style="margin:0"><iframe width="{width}" height="{height}" '
        f'style="border:0" srcdoc="{html.escape(page)}"></iframe><pre></pre>'
        f"<script>{LOOK % json.dumps(list(parts))}</script>"
    )
    arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--dump-dom"]
    done = subprocess.run(
        [PROGRAM, *arguments, f"--user-data-dir={folder}/profile", frame.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
    )
    found = re.search(r"<pre>(.+?)</pre>", done.stdout, re.DOTALL)
    assert found, done.stderr[-2000:]
    return json.loads(html.unescape(found[1]))
