"""Fitting the scorer on labelled plans: ``policyalign fit``."""
