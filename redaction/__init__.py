"""What can be said, and what must be withheld, from a text.

Text and decisions in, values out. No Django, clock, network, process or database.
"""
