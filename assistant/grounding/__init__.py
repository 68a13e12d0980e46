"""From passages to evidence: read, verify, compare."""
