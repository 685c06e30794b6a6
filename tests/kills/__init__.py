"""Processes that are killed, disks that are full and clocks that jump, and what is there afterwards."""
