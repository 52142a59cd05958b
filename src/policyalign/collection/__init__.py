"""Thousands of plans: tables in Parquet, queried through DuckDB, made by as many machines as there are."""
