"""How fast segur-lint is beside what a user would take instead, and what each of them finds."""
