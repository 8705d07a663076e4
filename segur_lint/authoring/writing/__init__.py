"""What the commands that make files share: templates, names, values, files that only grow."""
