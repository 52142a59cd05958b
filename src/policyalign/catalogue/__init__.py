"""The catalogue of plans (計画の目録): what ships with it, the user's own files, and fetching more."""
