"""`import-table`: a table of balises becomes rows of a pack, a model, a sample."""
