const { graphql } = require("relay-runtime");

graphql`
  query UnitsQuery($first: Int!) {
    ...Units_list @arguments(first: $first)
    viewer { scope { name } }
  }
`;

graphql`
  fragment Units_list on Query
  @refetchable(queryName: "UnitsListQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }) {
    units(first: $first, after: $after) @connection(key: "Units_units") {
      edges { node { id name ...Units_unit } }
    }
  }
`;

graphql`
  fragment Units_unit on Unit
  @refetchable(queryName: "UnitsUnitQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }) {
    children(first: $first, after: $after) @connection(key: "Units_children") { edges { node { name } } }
  }
`;

graphql`
  mutation UnitsRenameMutation($input: RenameUnitInput!) {
    renameUnit(input: $input) {
      __typename
      ... on Unit { id name version }
      ... on InvalidInputError { code faults { path message } }
    }
  }
`;
