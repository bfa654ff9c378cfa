# QueryError
LOAD SILENT <http://127.0.0.1:9/> INTO GRAPH <urn:x:one>
