"""The local store from one version to the next: a copy is kept, then one transaction does it all."""
