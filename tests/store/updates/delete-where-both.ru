PREFIX : <urn:x:>
DELETE WHERE { ?s :p ?o . GRAPH $g { ?s :p ?o } }
