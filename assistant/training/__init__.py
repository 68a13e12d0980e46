"""How the packaged reader and checker was made: from public data to weights and a model card."""
