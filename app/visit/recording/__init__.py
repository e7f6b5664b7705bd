"""The visit file: one SQLite database per visit, written durably as things happen."""
