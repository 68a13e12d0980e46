"""How often the checker passes a false claim and strips a true one: pairs, runner, error rates."""
