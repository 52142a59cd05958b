"""Labelling sheets (ラベル付け用紙): drawn, filled in by people, compared, and turned into gold."""
