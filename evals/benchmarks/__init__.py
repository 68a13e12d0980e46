"""Third-party benchmarks, one file each: ``make bench DATA=…``. None of their data is kept here."""
