"""The parts of the GraphQL schema that no domain owns: errors, nodes, the viewer, and how it is all put together."""
