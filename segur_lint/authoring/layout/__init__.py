"""`rules format`: files of rules laid out, by moving their text."""
