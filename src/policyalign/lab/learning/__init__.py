"""Learning from people's answers: ``policyalign fit --reviews``.

answers.py    from saved results to the answers on every plan
teaching.py   what answers teach the scorer, never by what it is applied to
genres.py     what a random sample of answers shows of the 欠落 on a kind of document
trials.py     how the scorer fares on answered plans before and after, each left out in turn
files.py      from results to ``lessons.json``
"""
