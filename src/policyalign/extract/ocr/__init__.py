"""Recognition of pages that are pictures (OCR; extra ``policyalign[ocr]``).

What is recognised takes the place of the characters of the page, and from there on is read as any other.
"""
