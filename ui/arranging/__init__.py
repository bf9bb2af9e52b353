"""Arranging rooms (房间设置): what they are and ask, when they are open, blockings, movable equipment."""
