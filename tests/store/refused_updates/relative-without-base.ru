# QueryError
DROP GRAPH <one>
