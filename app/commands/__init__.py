"""The sub-commands of ``guitai-admin``: those at a terminal, those for the centre, and how they speak."""
