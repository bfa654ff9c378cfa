PREFIX : <urn:x:>
WITH :one DELETE { ?s :p 1 } INSERT { ?s :q 1 . GRAPH :two { ?s :q 1 } } WHERE { ?s :p 1 }
