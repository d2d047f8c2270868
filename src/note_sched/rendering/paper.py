"""A page as PDF."""

from note_sched.reports.page import Page


def paper_page(page: Page) -> bytes:
    """The page as PDF."""
    raise NotImplementedError(page.title)
