"""Times this library and other simulators side by side. Start with `benchmarks/compare --help`."""
