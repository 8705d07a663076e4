"""`rules mutate`: the ways of writing a rule wrongly, and which of them nothing notices."""
