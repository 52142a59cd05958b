"""Measures (施策): what a plan says of each, put together, and what subjects one to another."""
