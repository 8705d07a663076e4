"""Versions of the rules: the working copy, a revision of git; what was touched since one."""
