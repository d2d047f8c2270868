"""How things are counted: cents, shares, days, business days, interest. Nothing here knows what a note is."""
