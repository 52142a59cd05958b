"""What may be concluded from the matches."""
