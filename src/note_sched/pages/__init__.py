"""What reports say and renderers draw, as values: pages, pictures, workbooks, calendars, books."""
