"""What a build takes: which model does which work, what it may cost, what it is expected to."""
