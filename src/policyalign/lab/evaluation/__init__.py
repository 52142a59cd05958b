"""How good the results are, measured against labels (gold): every figure is defined in
``docs/evaluation.md``."""
