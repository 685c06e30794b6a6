"""What trying an app is made of: a browser without a network, and a walk through all there is."""
