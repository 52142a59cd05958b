"""Review (確認): what people say of the verdicts of a run, kept beside its results and counted everywhere.

records.py    an item that can be judged, an answer of a person, what the answers on an item come to
items.py      the items of a run
store.py      the log of all answers and replies (SQLite); nothing in it is ever changed or removed
settling.py   from the log to one decision an item: one reviewer, two that agree, a third that settles
applying.py   from decisions to the run that they leave
drawn.py      answers on a random sample: what they guarantee
carrying.py   answers on an earlier edition of a plan, where they still hold
folder.py     a new run and the answers of the folder that it goes to
tables.py, files.py, sssom.py, workbook.py    answers as rows, as CSV and Excel, as SSSOM, in a report's workbook
importing.py, exporting.py, earlier.py        answers taken in, given out, taken over from ``review.json``
agreement.py  how far two reviewers agree
replies.py    what ministries replied
"""
