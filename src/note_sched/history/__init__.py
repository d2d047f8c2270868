"""What a traced run did, read back: the one place that tells a Note's past, as values without words."""
