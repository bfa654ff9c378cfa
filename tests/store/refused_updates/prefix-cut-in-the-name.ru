# GraphRefused
PREFIX g: <https://w3id.org/mandate>
DROP GRAPH g:graph\/id\/graph\/authority
