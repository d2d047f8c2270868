"""Many documents at once: a row for each, and what they add up to."""
