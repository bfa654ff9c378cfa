"""Good and bad clients together against one server, for as long as one wants."""
