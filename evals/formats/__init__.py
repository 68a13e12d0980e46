"""What becomes of files that other programs made: a matrix of formats."""
