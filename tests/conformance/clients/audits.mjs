// The GraphQL-over-HTTP audits of graphql-http, each with its verdict.
import { serverAudits } from "graphql-http";

const { GOVERNANCE_URL: url, GOVERNANCE_TOKEN: token } = process.env;
const fetchFn = (address, init = {}) =>
  fetch(address, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });

const told = [];
for (const audit of serverAudits({ url, fetchFn })) {
  const result = await audit.fn();
  told.push({ id: audit.id, name: audit.name, status: result.status, reason: result.reason ?? null });
}
console.log(JSON.stringify(told));
