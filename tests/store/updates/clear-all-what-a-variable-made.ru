PREFIX : <urn:x:>
INSERT { GRAPH ?g { :n :p 1 } } WHERE { VALUES ?g { :made <https://w3id.org/mandategraph/id/graph/authority> } } ; CLEAR SILENT ALL
