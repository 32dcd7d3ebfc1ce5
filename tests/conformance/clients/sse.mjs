// graphql-sse, a connection for each operation: a query, a refused document, and a token that is not one.
import { createClient } from "graphql-sse";
import { told } from "./changing.mjs";

const { GOVERNANCE_URL: url, GOVERNANCE_TOKEN: token } = process.env;
const open = (secret) => createClient({ url, retryAttempts: 0, headers: { authorization: `Bearer ${secret}` } });
const ask = (client, query) =>
  new Promise((resolve) => {
    let value;
    client.subscribe(
      { query },
      { next: (one) => (value = one), error: (fault) => resolve({ fault }), complete: () => resolve({ value }) },
    );
  });

const found = await ask(open(token), `{ unit(by: { code: "440605126222" }) { name } }`);
const refused = await ask(open(token), `{ nonsense }`);
const change = await told(open(token), "By events");
const stranger = await ask(open("nonsense"), `{ viewer { role } }`);
console.log(
  JSON.stringify({
    found: found.value.data.unit.name,
    refused: refused.value.errors[0].extensions.code,
    change,
    stranger: stranger.fault.response.status,
  }),
);
