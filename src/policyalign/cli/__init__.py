"""The command line: options and printing; all the work is done by :mod:`policyalign.pipeline`."""
