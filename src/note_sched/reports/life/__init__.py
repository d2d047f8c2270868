"""The picture of the Notes' life in time: as a value, and with what it shows in words."""
