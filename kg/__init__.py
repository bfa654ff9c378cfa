"""Read United Nations documents into a graph in which every statement shows its paragraph."""
