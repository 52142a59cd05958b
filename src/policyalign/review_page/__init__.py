"""The review page (確認ページ): a local web page on which people judge the items of a run.

records.py    what stands on a card
desk.py       the run and its items, read once and looked up by key
aspects.py    what a proposal asks for: act, object, actor, degree
cards.py      from an item to its card; card_cells.py and card_findings.py make the two kinds
queue.py      which items are shown, in which order
coders.py     what one reviewer may see of the answers of others
log.py        the answers, kept and read again only when somebody has answered
agreement.py  how far those who coded apart agree
pictures.py   pages of the PDFs, cut on demand by a helper process (drawing.py)
security.py   who may ask: host, origin, token, size
rendering.py  templates and words
app.py        the routes
serving.py    the server, from its first address to its last word
"""
