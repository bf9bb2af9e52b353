"""Steps of the local store's tables; found by Alembic as files of this folder, named by the store's version.

A step is written once and never changed afterwards. What a step adds, tables and columns with what stands in
them where nobody filled them, follows from the declarations (``completing``); a step of its own needs only
what must be computed.
"""
