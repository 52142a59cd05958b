"""Which ministry (府省) is responsible for which proposal, and which of 産・官・学 the plans address."""
