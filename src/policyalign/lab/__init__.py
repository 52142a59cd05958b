"""The laboratory: labels made by people (``gold``) and how they are made (``labelling``), what is fitted on
them (``fitting``), and how good results are when held against them (``evaluation``)."""
