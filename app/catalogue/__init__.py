"""What the hall offers: platforms, matters, windows."""
