"""`rules new`: a pack, its model and its sample, from a few answers."""
