"""A page becomes text or a file. The only room that formats a figure."""
