"""Paper: what waits for a printer and what came out."""
