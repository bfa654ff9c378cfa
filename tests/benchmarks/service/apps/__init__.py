"""What is measured beside the service and is no program of its own."""
