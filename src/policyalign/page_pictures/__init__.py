"""Pictures of pages with what was read drawn over them: ``policyalign extract PLAN --show 12``."""
