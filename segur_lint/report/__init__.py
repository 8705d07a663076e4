"""Reports: one model, and one pure function a format."""
