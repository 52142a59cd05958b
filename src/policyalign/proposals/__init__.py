"""Proposals of the user's own (自分の提言): a file made of a document, looked over, and given profiles.

    importing   Word, Excel, CSV, text and Markdown → a proposals file (``--proposals``)
    checking    what of a proposals file is missing or doubtful
    drafting    profiles (手がかり) drafted from plans and descriptions of projects, to be edited

Nothing here gives a verdict, and nothing makes one certain.
"""
