"""What the service and the core cost, measured: run each with `python -m`, or all with `make bench`."""
