"""What is true of the domain: pure values and functions, no input or output."""
