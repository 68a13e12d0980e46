"""A question-answering assistant whose every sentence is cited and checked."""
