"""rdflib-endpoint over Oxigraph, as its own page says to use it: run by the other environment."""

from __future__ import annotations

import importlib
import sys


def main() -> None:
    """Serve the engine's directory that is given on the port that is given."""
    where, port = sys.argv[1:]
    engine = importlib.import_module("pyoxigraph").Store.read_only(where)
    kept = importlib.import_module("oxrdflib").OxigraphStore(store=engine)
    dataset = importlib.import_module("rdflib").Dataset(store=kept)
    app = importlib.import_module("rdflib_endpoint").SparqlEndpoint(graph=dataset)
    uvicorn = importlib.import_module("uvicorn")
    uvicorn.run(app, host="127.0.0.1", port=int(port), access_log=False, log_level="critical")


if __name__ == "__main__":
    main()
