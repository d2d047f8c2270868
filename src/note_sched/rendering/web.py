"""A page as one self-contained HTML page."""

from note_sched.reports.page import Page


def web_page(page: Page) -> str:
    """The page as HTML."""
    raise NotImplementedError(page.title)
