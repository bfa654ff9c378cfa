# GraphRefused
PREFIX g: <https://w3id.org/mandategraph/id/>
DROP GRAPH g:graph\/authority
