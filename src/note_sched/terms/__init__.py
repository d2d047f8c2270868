"""What notes have in common, by role: the parts that clauses play, whatever number a paper gives them."""
