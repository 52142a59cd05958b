"""Whether this installation tells what it cannot read: a sample plan is damaged in many ways, and read."""
