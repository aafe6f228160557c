"""Item models: views answered to Qt, nothing else."""
