"""Measures (施策): what a plan says of each, put together, and what ties one to another."""
