"""`rules trace`: the clauses of a guide, the controls that answer them, their examples."""
