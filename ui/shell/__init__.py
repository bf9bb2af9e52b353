"""What every page stands in: first start, sign-in, frame, lock, settings, language."""
