PREFIX : <urn:x:>
# A solution that binds no graph still changes what else it names.
INSERT { GRAPH ?g { ?s :seen true } GRAPH :two { ?s :asked true } } WHERE { ?s :p 1 OPTIONAL { GRAPH ?g { ?s :never ?x } } }
