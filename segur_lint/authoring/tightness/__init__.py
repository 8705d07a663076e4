"""Which of two rules is the tighter, proved: formats, demands and conditions, whole rows."""
