"""What a running server has of its banks: files watched, revisions published, processes agreed."""
