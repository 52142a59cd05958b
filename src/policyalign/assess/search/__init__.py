"""Which plan says something, and where (検索)."""
