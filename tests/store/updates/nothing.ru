# an empty update
