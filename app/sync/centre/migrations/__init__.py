"""Steps of the centre's own tables from one version to the next; found by Alembic as files of this folder.

A step is written once and never changed afterwards. What the terminals declare is not part of it: those
tables are completed by ``prepare_centre`` from the declarations themselves.
"""
