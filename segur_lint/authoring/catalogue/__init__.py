"""`rules docs`: the catalogue of controls, as Markdown and as a page."""
