"""How the readers meet damaged, hostile and odd files."""
