"""How well each passage of a plan answers each proposal."""
