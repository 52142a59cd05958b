"""Who cites whom, and where a result of one plan has its user in another (出口の連携)."""
