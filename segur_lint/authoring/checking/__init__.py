"""`rules check`: what the author of rules without fault would rather know of them."""
