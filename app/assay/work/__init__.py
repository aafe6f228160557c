"""What a person does, in their words: each function returns a step, a view or a document."""
