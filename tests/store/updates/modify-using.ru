PREFIX : <urn:x:>
# USING names what is read, WITH what is changed.
WITH :two INSERT { ?s ?p ?o } USING :one WHERE { ?s ?p ?o }
