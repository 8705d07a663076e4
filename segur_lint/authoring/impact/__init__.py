"""`rules impact`: what two versions of the rules say of the same deposits."""
