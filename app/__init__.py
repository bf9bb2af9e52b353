"""The counter of a technology market's service hall; runs without a window.

Floors, from the top; imports go only downward (checked in tests/architecture):
__main__ > demo > founding > counter > schema
> contracts > rooms > cases > queueing > reception > catalogue
> sync | documents | devices > security > storage > settings > kernel
"""
