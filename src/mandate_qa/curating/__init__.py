"""Keeping the seeds folder: what a new file would be added as, adding it, and taking documents out again.

Nothing is ever lost: what is added is copied, and what is taken out is moved aside. The index follows by `build_index`.
"""
