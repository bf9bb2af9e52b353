"""Room doors: the panel beside a door (门牌屏), the plan of the hall, what the desk is warned of."""
