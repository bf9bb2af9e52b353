"""Paper: frozen sheets become PDF pages and printer bytes; fonts, codes and seals. Knows no record."""
