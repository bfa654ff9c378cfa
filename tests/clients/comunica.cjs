// Ask an endpoint by Comunica, which is told its address and nothing else, and print what came.
// Run as: node comunica.cjs <folder with node_modules> <address of the service>
const [folder, service] = process.argv.slice(2);
const {QueryEngine} = require(`${folder}/node_modules/@comunica/query-sparql`);
const MG = 'https://w3id.org/mandategraph/ontology#';
const LABEL = 'http://www.w3.org/2000/01/rdf-schema#label';

async function rows(engine, query, sources) {
  const found = await (await engine.queryBindings(query, {sources})).toArray();
  return found.map(binding => binding.get('name').value).sort();
}

async function main() {
  const engine = new QueryEngine();
  const endpoint = `${service}/sparql`;
  const named = {type: 'sparql', value: endpoint};
  const names = `SELECT ?name { ?s a <${MG}State> ; <${LABEL}> ?name }`;
  const paged = `SELECT ?name { ?s a <${MG}State> . ?s <${LABEL}> ?name } ORDER BY ?name LIMIT 1`;
  const graph = await engine.queryQuads(
    `CONSTRUCT { ?s <${LABEL}> ?o } WHERE { ?s a <${MG}State> ; <${LABEL}> ?o }`,
    {sources: [endpoint]},
  );
  console.log(JSON.stringify({
    endpoint: await rows(engine, names, [endpoint]),
    named: await rows(engine, names, [named]),
    page: await rows(engine, paged, [endpoint]),
    thing: await rows(engine, `SELECT ?name { ?s <${LABEL}> ?name }`, [`${service}/id/state/FJI`]),
    boolean: await engine.queryBoolean(`ASK { ?s a <${MG}State> }`, {sources: [endpoint]}),
    triples: (await graph.toArray()).length,
  }));
}

main();
