"""What those who write rules ask of them: are they well made, proved, what do they change."""
