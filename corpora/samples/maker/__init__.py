"""Sets the sample plans: content files in, PDF pages and planted truths out."""
