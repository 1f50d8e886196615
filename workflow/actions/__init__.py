"""One door for writes: an act locks, asks the rules, changes, and is recorded, or nothing is."""
