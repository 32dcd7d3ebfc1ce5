// Waits for a change over a subscription, which an act by plain HTTP brings about.
const { GOVERNANCE_URL: url, GOVERNANCE_TOKEN: token } = process.env;

const post = async (query, variables) => {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  return (await answer.json()).data;
};

const add = `mutation ($input: AliasInput!) { addAlias(input: $input) { __typename } }`;

export async function told(client, alias) {
  const { unit } = await post(`{ unit(by: { code: "440605126222" }) { id } }`);
  return new Promise((resolve, reject) => {
    const stop = client.subscribe(
      { query: `subscription { changes(types: ["Unit"]) { event subject { ... on Unit { name aliases } } } }` },
      {
        next: (one) => {
          resolve(one.data.changes);
          stop();
        },
        error: reject,
        complete: () => {},
      },
    );
    setTimeout(() => post(add, { input: { unit: unit.id, alias, on: "2021-01-01" } }), 1000);
  });
}
