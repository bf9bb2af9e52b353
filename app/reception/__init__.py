"""Visitors, organisations and their visits."""
