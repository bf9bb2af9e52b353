"""Ports to the devices of a counter, their simulated twins, and one file per real device."""
