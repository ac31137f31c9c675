"""What `build_index` is made of besides reading and searching: what changed, what is embedded, what it came to."""
