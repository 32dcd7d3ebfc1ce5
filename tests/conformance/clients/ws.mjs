// graphql-ws: queries and refusals over one connection, and how a connection without a token ends.
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { told } from "./changing.mjs";

const { GOVERNANCE_URL: url, GOVERNANCE_TOKEN: token } = process.env;
const open = (connectionParams) =>
  createClient({ url: url.replace("http", "ws"), webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
const ask = (client, query) =>
  new Promise((resolve) => {
    let value;
    client.subscribe(
      { query },
      { next: (one) => (value = one), error: (fault) => resolve({ fault }), complete: () => resolve({ value }) },
    );
  });

const client = open({ Authorization: `Bearer ${token}` });
const found = await ask(client, `{ unit(by: { code: "440605126222" }) { name } }`);
const refused = await ask(client, `{ nonsense }`);
const change = await told(client, "By WebSocket");
await client.dispose();
const stranger = await ask(open({ Authorization: "Bearer nonsense" }), `{ __typename }`);
const nobody = await ask(open(undefined), `{ __typename }`);
console.log(
  JSON.stringify({
    found: found.value.data.unit.name,
    refused: refused.fault[0].extensions.code,
    stranger: stranger.fault.code,
    change,
    nobody: nobody.fault.code,
  }),
);
