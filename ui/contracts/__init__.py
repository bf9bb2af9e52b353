"""Contracts: the list, the editor, the review, the signing session, the sealed file, the check of a file."""
