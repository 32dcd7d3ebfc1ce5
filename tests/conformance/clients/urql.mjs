// urql: a query, its cache by type name, and how it tells errors.
import { Client, cacheExchange, fetchExchange, gql } from "@urql/core";

const { GOVERNANCE_URL: url, GOVERNANCE_TOKEN: token } = process.env;
const client = new Client({
  url,
  exchanges: [cacheExchange, fetchExchange],
  preferGetMethod: false,
  fetchOptions: { headers: { authorization: `Bearer ${token}`, "accept-language": "en" } },
});
const UNIT = gql`query Unit($code: String!) { unit(by: { code: $code }) { id name kind } }`;
const found = await client.query(UNIT, { code: "440605126222" }).toPromise();
if (found.error) throw found.error;
const again = await client.query(UNIT, { code: "440605126222" }).toPromise();
const wrong = await client.query(gql`{ units(first: 9999) { nodes { id } } }`, {}).toPromise();
console.log(
  JSON.stringify({
    name: found.data.unit.name,
    cached: again.operation.context.meta?.cacheOutcome,
    wrong: wrong.error.graphQLErrors[0].extensions.reason,
  }),
);
