"""The catalogue of plans (計画の目録): what ships with the package, the user's own files, and fetching more."""
