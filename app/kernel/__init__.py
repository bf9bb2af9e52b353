"""Ground floor: words everybody uses. Standard library only."""
