"""Evaluation: questions, pure metrics, baselines, benchmarks and checks of the corpus."""
