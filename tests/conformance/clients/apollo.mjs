// Apollo Client: a page after a page into its cache, a mutation's union, a refused document.
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";

const { GOVERNANCE_URL: uri, GOVERNANCE_TOKEN: token } = process.env;
const cache = new InMemoryCache({ typePolicies: { Query: { fields: { units: relayStylePagination() } } } });
const client = new ApolloClient({
  cache,
  link: new HttpLink({ uri, headers: { authorization: `Bearer ${token}`, "accept-language": "en" } }),
});

const PAGE = gql`
  query Page($after: String) {
    units(first: 2, after: $after) { edges { cursor node { id name } } pageInfo { hasNextPage endCursor } }
  }
`;
const first = await client.query({ query: PAGE });
const after = first.data.units.pageInfo.endCursor;
const both = await client.query({ query: PAGE, variables: { after }, fetchPolicy: "network-only" });
const changed = await client.mutate({
  mutation: gql`
    mutation Rename($input: RenameUnitInput!) {
      renameUnit(input: $input) { __typename ... on NotFoundError { code } ... on InvalidInputError { code } }
    }
  `,
  variables: { input: { unit: first.data.units.edges[0].node.id, name: { zh: "" }, on: "2026-01-01" } },
});
const refused = await client.query({ query: gql`{ nonsense }` }).catch((error) => error);
const wrong = await client.query({ query: gql`{ units(first: 9999) { nodes { id } } }` }).catch((error) => error);
console.log(
  JSON.stringify({
    names: both.data.units.edges.map((edge) => edge.node.name),
    kept: Object.keys(cache.extract()).filter((key) => key.startsWith("Unit:")).length,
    changed: changed.data.renameUnit.__typename,
    refused: refused.errors?.[0].extensions.code,
    wrong: wrong.errors?.[0].extensions,
  }),
);
