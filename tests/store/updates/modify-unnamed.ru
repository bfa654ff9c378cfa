PREFIX : <urn:x:>
DELETE { ?s :p ?o } INSERT { ?s :q ?o } WHERE { ?s :p ?o }
