"""Pictures (図): what stands where on a sheet of A4 width, worked out without any library, and how that becomes a file.

``shapes`` are the records; ``lettering`` measures, cuts and wraps texts; ``colours`` are told apart by everybody and in
grey; ``sheet`` sets title, notes and legend around a picture; ``grid`` sets rows against columns. ``vector`` writes SVG
with its texts as texts, for the page; ``rendering`` draws PNG and SVG with the type as outlines (extra ``plot``).
"""
