"""Pages of HTML from the templates."""

from pathlib import Path

import jinja2

TEMPLATES = Path(__file__).parent / "templates"


def page(template, **fields):
    """A page as text; a field that the template asks for and does not get is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(template).render(**fields)
