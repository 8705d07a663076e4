"""`rules diff`: what differs between two packs, or two versions, in sentences."""
