"""The only floor that speaks SQL: the project file and its working copy."""
