"""What was written, with its place in the file, apart from what it means."""
